"""An answer at a terminal: coloured, wrapped to its width, as typed and never as markup."""

import io

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from netjournal.network.pattern import pattern
from netjournal.views.document import NAME, PLAIN, QUIET, STRONG, Document, Line, Table, visible

ITEM = pattern(r"- |\d{4}-\d\d-\d\d +")  # what stands before the words of a list's item
MINIMUM = 20  # cells: narrower terminals are left to wrap as they like
LEAST = 24  # cells of a column that gives way, before another one is left out for it
GAP = 2  # cells between two columns
STYLES = {PLAIN: "", NAME: "bold", QUIET: "dim", STRONG: "bold"}  # any hue is hard to read on somebody's terminal


def human(document: Document, width: int, colour: bool) -> str:
    """The document for a terminal of that many cells."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    for part in document:
        console.print(_table(part, width) if isinstance(part, Table) else _line(part, console))
    return out.getvalue()


def _line(line: Line, console: Console) -> Padding | Text:
    """A line wrapped to the terminal; what goes on with an item of a list stands under its words.

    What is quiet is faint beside other words, and not where it is all there is to read.
    """
    text = Text()
    is_remark = all(span.style == QUIET for span in line.spans)
    for span in line.spans:
        text.append(visible(span.text), "" if is_remark else STYLES[span.style])
    item = ITEM.match(text.plain)
    hang = item.end() if item else 0
    if hang and text.cell_len > console.width - line.indent:
        words = text[hang:].wrap(console, max(MINIMUM, console.width - line.indent - hang))
        text = text[:hang] + Text("\n" + " " * hang).join(words)
    return Padding(text, (0, 0, 0, line.indent), expand=False) if line.indent else text


def _table(table: Table, width: int) -> RichTable:
    """Its columns side by side; one of single words, such as ids that are to be copied, is not broken within them."""
    shown = RichTable(box=None, pad_edge=False, show_header=bool(any(table.headings)), header_style="dim")
    room = _room(table, width)
    for index, most in room.items():
        is_cut = index == table.cut
        shown.add_column(
            table.headings[index],
            overflow="ellipsis" if is_cut else "fold",
            no_wrap=is_cut or _is_whole(table, index, width),
            max_width=most,
            style=STYLES[NAME] if index == 0 else "",
        )
    for row in table.rows:
        shown.add_row(*(Text(visible(row[index])) for index in room))
    return shown


def _is_whole(table: Table, index: int, width: int) -> bool:
    cells = [row[index] for row in table.rows]
    return not any(" " in cell for cell in cells) and max(map(len, cells), default=0) <= width // 2


def _room(table: Table, width: int) -> dict[int, int]:
    """The columns there is room for, each with the most cells it may take."""
    columns = range(len(table.headings))
    if table.cut is None:
        return dict.fromkeys(columns, width)
    room = {index: _widest(table, index, width) for index in columns}
    room[table.cut] = width - sum(cells + GAP for index, cells in room.items() if index != table.cut)
    if table.spared is not None and room[table.cut] < LEAST:
        room[table.cut] += room.pop(table.spared) + GAP
    return {**room, table.cut: max(room[table.cut], LEAST // 2)}


def _widest(table: Table, index: int, width: int) -> int:
    """The cells a column takes beside others: all that it wants where its words stay whole, else a quarter."""
    widest = max(cell_len(visible(cell)) for cell in (table.headings[index], *(row[index] for row in table.rows)))
    return widest if _is_whole(table, index, width) else min(widest, max(MINIMUM, width // 4))
