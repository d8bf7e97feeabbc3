"""Numbers in a grid, each on a ground of one hue by fixed limits."""

from flipdesk.domain.charts.styles import (
    CAPTION,
    GAP,
    LINE,
    centred,
    head,
    heat_limits,
    heat_of,
    mark,
)
from flipdesk.domain.drawing import Rect, Sheet, Text
from flipdesk.domain.report import Cell, Column, Report
from flipdesk.domain.report_text import cell_text
from flipdesk.domain.text_room import text_width, wrapped

_HIGH, _LEAST_WIDE, _MOST_WIDE = 44.0, 52.0, 120.0


def draw_matrix(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends; it may become wider than asked."""
    left = min(max(_needed(report), 80.0), max(120.0, width * 0.32))
    wide = _wide(report, width - left)
    sheet.width = max(sheet.width, left + wide * len(report.columns))
    lines = [wrapped(one.title, wide - 6, CAPTION, most=2) for one in report.columns]
    high = LINE * max((len(some) for some in lines), default=0) + 6
    for place, some in enumerate(lines):
        colour = "muted" if report.columns[place].is_sum else "text"
        at = left + wide * place + wide / 2
        first = top + high - 10 - LINE * (len(some) - 1)
        for number, line in enumerate(some):
            sheet.add(Text(at, first + LINE * number, line, CAPTION, colour, anchor="middle"))
    y, limits = top + high, heat_limits(report)
    for number, row in enumerate(report.rows):
        head(sheet, row, 0, y, left - 8, _HIGH)
        for place, column in enumerate(report.columns):
            box = (left + wide * place, y, wide - GAP, _HIGH - GAP)
            heat = heat_of(row.cells[place].number or 0, limits)
            level = None if row.is_sum or column.is_sum else heat
            _cell(sheet, report, (number, place), box, level)
        y += _HIGH
    return y


def _cell(
    sheet: Sheet,
    report: Report,
    place: tuple[int, int],
    box: tuple[float, float, float, float],
    level: int | None,
) -> None:
    """Draw one cell, a sum without a ground of its own."""
    x, y, width, height = box
    column: Column = report.columns[place[1]]
    cell: Cell = report.rows[place[0]].cells[place[1]]
    sheet.add(
        Rect(
            x,
            y,
            width,
            height,
            "" if level is None else f"heat.{level}.fill",
            "border" if level == 0 else "",
            4,
            hatch="rising" if cell.is_hidden else "",
            ink="border",
            mark=mark(report, *place),
        )
    )
    text = cell_text(cell, column.unit)
    colour = "muted" if not level else f"heat.{level}.text"
    sheet.add(centred(x + width / 2, y + height / 2, text, colour, is_strong=bool(cell.number)))


def _needed(report: Report) -> float:
    return max(
        (text_width(row.title, CAPTION) + (34 if row.slug else 8) for row in report.rows),
        default=0,
    )


def _wide(report: Report, room: float) -> float:
    count = max(1, len(report.columns))
    numbers = max(
        (
            text_width(cell_text(cell, column.unit), CAPTION, is_strong=True)
            for row in report.rows
            for column, cell in zip(report.columns, row.cells, strict=True)
        ),
        default=0,
    )
    return min(_MOST_WIDE, max(_LEAST_WIDE, numbers + 14, room / count))
