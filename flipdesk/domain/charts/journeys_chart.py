"""A line for each idea through the sessions that noted it and took it up."""

from flipdesk.domain.charts.styles import CAPTION, LINE, mark
from flipdesk.domain.drawing import Disc, Line, Rect, Sheet, Text
from flipdesk.domain.report import Report, Row
from flipdesk.domain.text_room import fitted, text_width, wrapped
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.domain.words import word

_ROW, _STATUS, _LEAST = 58.0, 104.0, 72.0


def draw_journeys(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends; it may become wider than asked."""
    sessions = len(report.columns) - 1
    left = max(170.0, width * 0.38)
    wide = max(_LEAST, (width - left - _STATUS) / max(1, sessions))
    sheet.width = max(sheet.width, left + wide * sessions + _STATUS)
    heads = [wrapped(one.title, wide - 8, CAPTION, most=2) for one in report.columns[:-1]]
    high = LINE * max((len(lines) for lines in heads), default=1) + 8
    for place, lines in enumerate(heads):
        for number, line in enumerate(lines):
            at = (left + wide * (place + 0.5), top + 13 + LINE * number)
            sheet.add(Text(*at, line, CAPTION, "muted", anchor="middle"))
    last = report.columns[-1].title
    sheet.add(Text(left + wide * sessions + 10, top + 13, last, CAPTION, "muted"))
    y = top + high
    for number, row in enumerate(report.rows):
        sheet.add(Line(((0, y), (sheet.width, y))))
        _idea(sheet, row, y, left)
        _way(report, sheet, number, (left, y + _ROW / 2, wide))
        status = fitted(row.cells[-1].text, _STATUS - 12, CAPTION, is_strong=True)
        at = (left + wide * sessions + 10, y + _ROW / 2 + 4.5)
        sheet.add(Text(*at, status, CAPTION, "text", is_strong=True))
        y += _ROW
    return y


def _idea(sheet: Sheet, row: Row, y: float, left: float) -> None:
    kind = OutcomeKind(row.kind.partition(".")[0])
    sheet.add(Text(0, y + 16, word(kind), CAPTION, "muted"))
    for place, line in enumerate(wrapped(row.title, left - 14, CAPTION, most=2)):
        sheet.add(Text(0, y + 16 + LINE * (place + 1), line, CAPTION, "text"))


def _way(report: Report, sheet: Sheet, number: int, at: tuple[float, float, float]) -> None:
    left, y, wide = at
    row = report.rows[number]
    stations = [place for place, cell in enumerate(row.cells[:-1]) if cell.number]
    if not stations:
        return
    ends = [left + wide * (place + 0.5) for place in (stations[0], stations[-1])]
    end = left + wide * (len(report.columns) - 1) + 4
    sheet.add(Line(((ends[0], y), (ends[1], y)), "accent", 2))
    sheet.add(Line(((ends[1], y), (end, y)), "border_strong", 1, is_dashed=True))
    for order, place in enumerate(stations):
        x = left + wide * (place + 0.5)
        is_full = order > 0
        sheet.add(
            Disc(x, y, 8, "accent" if is_full else "surface", "accent", 2,
                 mark=mark(report, number, place))
        )  # fmt: skip
        text = row.cells[place].text
        half = text_width(text, CAPTION) / 2 + 3
        sheet.add(
            Rect(x - half, y + 10, 2 * half, 17, "surface"),
            Text(x, y + 23, text, CAPTION, "muted", anchor="middle"),
        )
