from hypothesis import given
from hypothesis import strategies as st

from netjournal.network.fits import fits_of
from netjournal.network.lists import lists, places_of

FITS = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0, 1)).map(
    lambda found: [(ask, offer, score) for (ask, offer), score in found.items()]
)


@given(st.lists(st.lists(st.integers(0, 9))))
def test_lists_kept_as_one_are_the_lists(given: list[list[int]]) -> None:
    assert [list(each) for each in lists(given)] == given


@given(st.lists(st.integers(-1, 4)))
def test_every_place_of_a_number_is_found_in_order(numbers: list[int]) -> None:
    found = places_of(numbers, 5)
    assert [list(each) for each in found] == [[at for at, n in enumerate(numbers) if n == one] for one in range(5)]


@given(FITS)
def test_fits_are_found_by_ask_and_by_offer_the_nearest_of_an_ask_first(
    found: list[tuple[int, int, float]],
) -> None:
    fits = fits_of(found)
    assert sorted(fits) == sorted(found)
    for number in range(7):
        of_ask = [fits[at] for at in fits.of_ask(number)]
        assert sorted(of_ask) == sorted(fit for fit in found if fit[0] == number)
        assert [fit[2] for fit in of_ask] == sorted((fit[2] for fit in of_ask), reverse=True)
        assert sorted(fits[at] for at in fits.of_offer(number)) == sorted(fit for fit in found if fit[1] == number)
    assert fits_of(fits) is fits
