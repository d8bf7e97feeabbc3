"""Bars side by side in one line for each row: parts of a whole, or counts that add up."""

from flipdesk.domain.charts.styles import (
    CAPTION,
    GAP,
    centred,
    head,
    label_width,
    legend,
    mark,
    style_of,
)
from flipdesk.domain.drawing import Rect, Sheet, Text
from flipdesk.domain.report import Cell, Column, Report, Row, Unit
from flipdesk.domain.report_text import cell_text
from flipdesk.domain.text_room import text_width

_PITCH, _HIGH, _HIDDEN = 42.0, 26.0, 34.0
_TOTAL = 64.0


def draw_bars(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends."""
    y = legend(sheet, report.columns, top, width)
    left = label_width(report, width)
    is_share = report.columns[0].unit is Unit.PERCENT
    room = width - left - (0 if is_share else _TOTAL)
    longest = 100.0 if is_share else max((_whole(row) for row in report.rows), default=1) or 1
    hidden = max((sum(cell.is_hidden for cell in row.cells) for row in report.rows), default=0)
    scale = max(20.0, room - hidden * (_HIDDEN + GAP)) / longest
    for number, row in enumerate(report.rows):
        head(sheet, row, 0, y, left - 10, _PITCH)
        end = _bar(report, sheet, number, (left, y + (_PITCH - _HIGH) / 2, scale))
        if not is_share:
            total = _total_text(row, report.columns[0])
            sheet.add(Text(end + 8, y + _PITCH / 2 + 4.5, total, CAPTION, "muted"))
        y += _PITCH
    return y


def _bar(report: Report, sheet: Sheet, number: int, at: tuple[float, float, float]) -> float:
    x, y, scale = at
    row = report.rows[number]
    for place, (column, cell) in enumerate(zip(report.columns, row.cells, strict=True)):
        if not cell.number and not cell.is_hidden:
            continue
        style = style_of(column, place)
        said, text = mark(report, number, place), cell_text(cell, column.unit)
        if cell.is_hidden:
            long = _HIDDEN
            box = Rect(x, y, long - GAP, _HIGH, "", "border_strong", 3, is_dashed=True, mark=said)
            sheet.add(box, centred(x + (long - GAP) / 2, y + _HIGH / 2, text, "muted"))
        else:
            long = max(4.0, (cell.number or 0) * scale)
            sheet.add(
                Rect(x, y, max(2.0, long - GAP), _HIGH, style.fill, "border_strong", 3,
                     hatch=style.hatch, ink=style.ink, mark=said)
            )  # fmt: skip
            _number(sheet, text, column, place, (x, y, long - GAP))
        x += long
    return x


def _number(
    sheet: Sheet, text: str, column: Column, place: int, at: tuple[float, float, float]
) -> None:
    x, y, long = at
    needed = text_width(text, CAPTION, is_strong=True)
    style = style_of(column, place)
    if needed + 10 > long:
        return
    middle = x + long / 2
    if style.hatch:
        # The number stands on plain ground, for hatching behind letters is hard to read.
        plate = (middle - needed / 2 - 4, y + 4, needed + 8, _HIGH - 8)
        sheet.add(Rect(*plate, style.fill, radius=3))
    sheet.add(centred(middle, y + _HIGH / 2, text, style.text, is_strong=True))


def _whole(row: Row) -> float:
    return sum(cell.number or 0 for cell in row.cells)


def _total_text(row: Row, column: Column) -> str:
    return cell_text(Cell(_whole(row)), column.unit)
