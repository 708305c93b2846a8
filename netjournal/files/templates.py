"""Templates of letters that the user keeps in their own config folder, in place of those that come with netjournal."""

from collections.abc import Mapping
from pathlib import Path

from netjournal.errors import UnreadablePage

FOLDER = "templates"
MOST_BYTES = 100_000


def read_templates(config: str | None, defaults: Mapping[str, str]) -> Mapping[str, str]:
    """The templates by kind: the text of `templates/KIND.md` where the user has one, else the one given.

    Raises UnreadablePage for one that is too large, no text, or can't be opened.
    """
    return {kind: _read(config, kind) or text for kind, text in defaults.items()}


def _read(config: str | None, kind: str) -> str:
    if config is None:
        return ""
    path = Path(config, FOLDER, f"{kind}.md")
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UnreadablePage(f"{path}: this template is larger than {MOST_BYTES} bytes; shorten it")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePage(f"{path}: this template is not UTF-8; convert it, or take it away") from None
    except OSError as error:
        raise UnreadablePage(f"{path}: {(error.strerror or str(error)).casefold()}; mend it, or take it away") from None
