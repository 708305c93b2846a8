"""What fits between asks and offers, as the journal remembers it."""

from collections.abc import Callable, Sequence

from netjournal.commands.session import Session
from netjournal.network.acquaintance import Acquaintance, NeedRow
from netjournal.network.fits import Fits


def fitting(given: Session, columns: Acquaintance) -> tuple[Fits, int]:
    """What fits between everyone's asks and offers, and how many more there were."""
    return given.journal.fits(*_found(given, columns))


def fitting_of(given: Session, columns: Acquaintance, row: int) -> Fits:
    """What fits between the asks and offers of a row and all others, and perhaps more."""
    return given.journal.fits_of_row(row, *_found(given, columns))


def _found(given: Session, columns: Acquaintance) -> tuple[Callable[[], tuple[Fits, int]], str]:
    """How fits are found, and what is compared."""

    def find() -> tuple[Fits, int]:
        from netjournal.answers.wording import all_fits  # here, for what was found once is kept

        return all_fits(_texts(columns.asks), _texts(columns.offers), given.folder.settings.synonyms, given.meaning)

    return find, "words and meaning" if given.meaning else "words"


def _texts(needs: Sequence[NeedRow]) -> list[str]:
    return [need.what for need in needs]
