"""What `check --fix` mends: findings that have one safe answer, at the very place they name."""

import re
from collections.abc import Sequence

from netjournal.files.notation.tree import front_matter
from netjournal.files.page import Page
from netjournal.network.day import iso_day
from netjournal.network.evidence import Problem

FIXABLE = frozenset(("short-date",))  # 2026-2-3 is 2026-02-03 and nothing else

_SHORT = re.compile(r"(['\"]?)(\d{4}-\d{1,2}-\d{1,2})")


def repaired(page: Page, problems: Sequence[Problem]) -> Page:
    """The page with each of its fixable findings mended and no other byte changed.

    A place that no longer says what the finding says is left alone. Raises Unreadable.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
    text = page.text
    for problem in sorted(set(problems), reverse=True):
        if problem.code in FIXABLE and problem.line <= len(starts):
            text = _with_full_date(text, starts[problem.line - 1] + problem.column - 1)
    front_matter(text)
    return Page(text, page.bom)


def _with_full_date(text: str, at: int) -> str:
    found = _SHORT.match(text, at)
    day = iso_day(found.group(2)) if found else None
    if not found or not day:
        return text
    return text[: found.start(2)] + day.isoformat() + text[found.end(2) :]
