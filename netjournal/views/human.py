"""An answer at a terminal: coloured, wrapped to its width, as typed and never as markup."""

import io

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from netjournal.views.document import NAME, PLAIN, QUIET, STRONG, WARN, Document, Line, Table, visible

ITEM = "- "
MINIMUM = 20  # cells: narrower terminals are left to wrap as they like
STYLES = {PLAIN: "", NAME: "bold cyan", QUIET: "dim", STRONG: "bold", WARN: "yellow"}


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
    """A line wrapped to the terminal; what goes on with an item of a list stands under its words."""
    text = Text()
    for span in line.spans:
        text.append(visible(span.text), STYLES[span.style])
    hang = len(ITEM) if text.plain.startswith(ITEM) else 0
    if hang and text.cell_len > console.width - line.indent:
        first, *rest = text.wrap(console, max(MINIMUM, console.width - line.indent - hang))
        text = Text("\n" + " " * hang).join([first, *rest])
    return Padding(text, (0, 0, 0, line.indent), expand=False) if line.indent else text


def _table(table: Table, width: int) -> RichTable:
    """Its columns side by side; one of single words, such as ids that are to be copied, is not broken within them."""
    shown = RichTable(box=None, pad_edge=False, show_header=bool(any(table.headings)), header_style="dim")
    for index, heading in enumerate(table.headings):
        cells = [row[index] for row in table.rows]
        is_whole = not any(" " in cell for cell in cells) and max(map(len, cells), default=0) <= width // 2
        shown.add_column(heading, overflow="fold", no_wrap=is_whole, style=STYLES[NAME] if index == 0 else "")
    for row in table.rows:
        shown.add_row(*(Text(visible(cell)) for cell in row))
    return shown
