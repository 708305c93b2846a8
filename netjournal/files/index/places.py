"""Where an index lies and what stands where in it, for whoever may import next to nothing."""

from zlib import crc32

NAME = "index.sqlite"
APPLICATION = 0x6E6A6978  # tells our file from any other program's
SCHEMA = 16

# Keys of the store: few small ones, and spaces for what there is one of for each page, word, chunk or question.
STAMP, LISTING, SIGNS, SLOTS, IDS, FACTS, ERRORS, TWINS, SETTINGS = range(1, 10)
LAST = 15
LAPSES = {"any": 16, "talked": 17, "seen": 18}
COLUMNS, FITS, COMMON, OFFERS, TELLING, HAS_ROLL, FITTED_BY = range(19, 26)
PAGE, BUCKET, TEXT, CALLED, ABOUT, MEMORY, ROLL, COLUMN, FITTED = (number << 40 for number in range(1, 10))
IN_ONE = {TEXT: 32, CALLED: 512, ABOUT: 512, ROLL: 64, FITTED: 16}  # how many pages, or rows, share a value

BREAK, GROUP = "\x1f", "\x1d"  # between texts of a line, and between what they say: tags, cities, the circle


def place(cache: str, real_root: str) -> str:
    """The folder of the index of the journal that lies there."""
    return f"{cache}/netjournal/{sum_of_text(real_root):08x}{sum_of_text(real_root[::-1]):08x}"


def sum_of_text(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogateescape"))


def sum_of(key: int, value: bytes) -> int:
    """The checksum of a value under that key: it is another one under any other."""
    return crc32(value, key * 0x9E3779B1 & 0xFFFFFFFF)
