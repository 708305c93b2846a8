"""Where the journal, the cache and the user's settings are to be looked for, with next to nothing imported."""

import os

ROOT_FILE = "netjournal.yaml"


def cache_home() -> str | None:
    """Where indexes may be kept; None where there shall be none."""
    return None if os.environ.get("NETJOURNAL_NO_INDEX") else _home("XDG_CACHE_HOME", ".cache", is_absolute=True)


def state_home() -> str | None:
    """Where what was looked at last may be remembered."""
    return _home("XDG_STATE_HOME", os.path.join(".local", "state"), is_absolute=True)


def config_file() -> str | None:
    """The user's own settings, which may name a default journal."""
    base = _home("XDG_CONFIG_HOME", ".config")
    return os.path.join(base, "netjournal", "config.yaml") if base else None


def _home(variable: str, below: str, is_absolute: bool = False) -> str | None:
    home = os.environ.get("HOME")
    base = os.environ.get(variable) or (os.path.join(home, below) if home else None)
    return base if base and (os.path.isabs(base) or not is_absolute) else None


def root_of(named: str | None) -> str | None:
    """The journal's root as a command started here would find it; None where there is none."""
    named = named or os.environ.get("NETJOURNAL_DIR")
    if named:
        named = os.path.expanduser(named)
        return named if os.path.isdir(named) else None
    folder = os.getcwd()
    while not os.path.isfile(f"{folder}/{ROOT_FILE}"):
        if folder == "/":
            return _default(config_file())
        folder = os.path.dirname(folder)
    return folder


def _default(config: str | None) -> str | None:
    """The journal that the user's own settings name."""
    if not config or not os.path.isfile(config):
        return None
    with open(config, encoding="utf-8", errors="replace") as file:
        default = _plainly(file.read()) or _as_read(config)
    root = os.path.expanduser(default) if default else None
    return root if root and os.path.isfile(f"{root}/{ROOT_FILE}") else None


def _plainly(text: str) -> str | None:
    """The journal that a text names which says nothing else, in a path of letters, digits and / ~ . _ -."""
    key, colon, value = text.rstrip().partition(": ")
    is_plain = value.isascii() and all(char.isalnum() or char in "/~._-" for char in value) and value[:1] in ("/", "~")
    return value if key == "journal" and colon and is_plain else None


def _as_read(config: str) -> str | None:
    from netjournal.files.folder import default_journal

    return default_journal(config)
