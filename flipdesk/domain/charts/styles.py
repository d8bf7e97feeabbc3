"""How charts look: sizes in logical px, and what tells one series of bars from another.

Bars differ in lightness and in hatching, and carry their numbers, so that no colour is ever alone.
"""

from dataclasses import dataclass

from flipdesk.domain.drawing import Hatch, Mark, Rect, Shape, Sheet, Text
from flipdesk.domain.report import Cell, Column, Report, Row, Unit
from flipdesk.domain.report_text import NOTHING, spoken_cell
from flipdesk.domain.text_room import fitted, text_width, wrapped

CAPTION, BODY, HEADING = 13, 15, 18
LINE = 18
GAP = 2
"""Ground between neighbours."""
_MINUTE = 60_000
_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Style:
    """Tokens of a filled area, what is drawn over it, and the colour of a number on it."""

    fill: str
    hatch: Hatch = ""
    ink: str = "border_strong"
    text: str = "text"


_STYLES = (
    Style("heat.4.fill", text="heat.4.text"),
    Style("heat.2.fill", "rising", "heat.4.fill", "heat.2.text"),
    Style("heat.0.fill", "dots", "heat.4.fill", "heat.0.text"),
    Style("heat.3.fill", "level", "heat.0.fill", "heat.3.text"),
    Style("inset", "falling", "border_strong", "text"),
)
_OWN = {"overdue": Style("warning_fill", "falling", "on_warning", "on_warning")}


def style_of(column: Column, place: int) -> Style:
    """Return the look of a column's bars."""
    return _OWN.get(column.key, _STYLES[place % len(_STYLES)])


def heat_limits(report: Report) -> tuple[float, ...]:
    """Return from where on numbers are warmer: the same in every chart of a unit.

    Where there are many more than the look was made for, all limits are so many times higher.
    """
    unit = report.columns[0].unit
    if unit is Unit.PERCENT:
        return (10, 25, 50)
    limits = (4.0, 8.0, 12.0)
    if unit is Unit.DURATION_MS:
        limits = (10.0 * _MINUTE, 30.0 * _MINUTE, 60.0 * _MINUTE)
    most = max((cell.number or 0 for _row, _column, cell in report.counted()), default=0)
    times = 1
    while most > _MOST_TIMES * times * limits[-1]:
        times *= 5
    return tuple(times * limit for limit in limits)


def heat_of(number: float, limits: tuple[float, ...]) -> int:
    """Return the heat level, 0 for none to 4."""
    return 1 + sum(number >= limit for limit in limits) if number > 0 else 0


def mark(report: Report, row: int, column: int) -> Mark:
    """Return what can be pointed at for one cell of a report."""
    line, head = report.rows[row], report.columns[column]
    cell = line.cells[column]
    return Mark(spoken_cell(line, head, cell), cell.door, row, column)


def row_mark(report: Report, row: int, spoken: str) -> Mark:
    """Return what can be pointed at for a whole row, leading where its first door leads."""
    cells: tuple[Cell, ...] = report.rows[row].cells
    door = next((cell.door for cell in cells if cell.door is not None), None)
    return Mark(spoken, door, row)


def head(sheet: Sheet, row: Row, x: float, y: float, width: float, height: float) -> None:
    """Draw the head of a row: its potential's digit if it has one, and its title on two lines."""
    if row.slug:
        sheet.extend(digit_shapes(row, x, y + (height - 20) / 2))
        x, width = x + 26, width - 26
    lines = wrapped(row.title, width, CAPTION, most=2)
    colour = "muted" if row.is_sum else "text"
    top = y + (height - LINE * len(lines)) / 2
    for place, line in enumerate(lines):
        sheet.add(Text(x, top + 13 + LINE * place, line, CAPTION, colour))


def digit_shapes(
    row: Row, x: float, y: float, side: float = 20, said: Mark | None = None
) -> tuple[Shape, ...]:
    """Return the box and the digit of a row's potential, at an upper left corner."""
    return (
        Rect(x, y, side, side, f"potential.{row.slug}.fill", radius=4, mark=said),
        Text(
            x + side / 2,
            y + side / 2 + 4.5,
            row.digit or NOTHING,
            CAPTION,
            f"potential.{row.slug}.on_fill",
            is_strong=True,
            anchor="middle",
        ),
    )


def centred(x: float, y: float, text: str, colour: str, *, is_strong: bool = False) -> Text:
    """Return a text whose middle is at a point."""
    return Text(x, y + 4.5, text, CAPTION, colour, is_strong=is_strong, anchor="middle")


def label_width(report: Report, width: float) -> float:
    """Return how wide the heads of rows are: as wide as they need, at most a third."""
    needed = (text_width(row.title, CAPTION) + (26 if row.slug else 0) for row in report.rows)
    return min(max([60.0, *needed]) + 10, max(110.0, width / 3))


def legend(sheet: Sheet, columns: tuple[Column, ...], y: float, width: float) -> float:
    """Draw what each look means, on as many lines as it takes; return where it ends."""
    x = 0.0
    for place, column in enumerate(columns):
        style = style_of(column, place)
        needed = 18 + 6 + text_width(column.title, CAPTION) + 18
        if x and x + needed > width:
            x, y = 0.0, y + 22
        sheet.add(
            Rect(x, y + 2, 18, 14, style.fill, "border_strong", 3, hatch=style.hatch,
                 ink=style.ink),
            Text(x + 24, y + 13, fitted(column.title, width - 24), CAPTION, "text"),
        )  # fmt: skip
        x += needed
    return y + 26
