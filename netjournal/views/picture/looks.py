"""How lately seen and how connected, as a drawing shows it: the same steps and words in every format."""

import datetime
from collections.abc import Mapping

from netjournal.answers.graph import GATHERING, INTRODUCED, SUGGESTED, THROUGH, TIE
from netjournal.network.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """In touch at most so many days ago (None without an end): what that is called, its fill, whether ink is light."""

    days: int | None
    says: str
    fill: str
    is_dark: bool


STEPS = (
    Step(30, "this month", "#0b5f59", True),
    Step(91, "these three months", "#2a8f86", True),
    Step(182, "this half-year", "#77bdb3", False),
    Step(365, "this year", "#b9ddd6", False),
    Step(None, "longer ago", "#e4ebe9", False),
)
NEVER = Step(None, "not yet", "#ffffff", False)

SAYS: Mapping[str, str] = {
    TIE: "tied",
    THROUGH: "met through",
    INTRODUCED: "introduced by you",
    GATHERING: "sat together",
    SUGGESTED: "might like to meet",
}


def step(last: datetime.date | None, today: datetime.date) -> Step:
    """How lately somebody was in touch."""
    if last is None:
        return NEVER
    ago = (today - last).days
    return next(each for each in STEPS if each.days is None or ago <= each.days)
