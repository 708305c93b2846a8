"""Regular expressions compiled when they are first used: a command knows fifty, and uses a few."""

import re
from typing import TYPE_CHECKING

__all__ = ["pattern"]

if TYPE_CHECKING:
    pattern = re.compile
else:
    _USES = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn", "pattern", "flags")

    class pattern:  # noqa: N801 - reads as the function it stands for
        """What re.compile makes of the same words, made at its first use."""

        def __init__(self, text, flags=0):
            self._said = text, flags
            self.pattern = text

        def __getattr__(self, name):
            made = re.compile(*self._said)
            self.__dict__.update({use: getattr(made, use) for use in _USES})
            return getattr(made, name)
