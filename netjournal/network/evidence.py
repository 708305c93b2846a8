"""Where a fact stands: the words, the file, the line, the day."""

import datetime

from netjournal.network.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it stands on a page; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quoted reason; `file` is relative to the journal, `line` counts from 1, `date` None where undated."""

    says: str
    file: str
    line: int
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something on a page that cannot be meant; `line` and `column` count from 1.

    `severity` is "error" where the page cannot be used, "warning" where the rest of it is.
    """

    file: str
    line: int
    column: int
    code: str
    severity: str
    says: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.says}; {self.do}"
