"""Addresses on the web that are one person's own: the same one is the same person, another one is another."""

import re
from collections.abc import Iterable

from netjournal.network.pattern import pattern

PROFILE = pattern(
    r"(linkedin\.com/(?:in|pub)/|xing\.com/profile/|facebook\.com/|github\.com/|instagram\.com/|x\.com/|twitter\.com/)"
)


def profiles(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses that are one person's own page, in one spelling."""
    plain = (
        re.sub(r"^(?:https?://)?(?:[a-z]{2,3}\.)?", "", url.strip().casefold()).split("?")[0].rstrip("/")
        for url in urls
    )
    return tuple(url for url in plain if PROFILE.match(url))
