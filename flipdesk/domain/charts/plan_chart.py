"""The plan above, what happened below, on one line of time; the items are listed under it."""

from collections.abc import Callable

from flipdesk.domain.charts.styles import CAPTION, GAP, centred, row_mark
from flipdesk.domain.charts.timeline_chart import ruler
from flipdesk.domain.drawing import Line, Rect, Sheet, Text
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.report import Report, Row
from flipdesk.domain.report_text import cell_text, signed
from flipdesk.domain.text_room import fitted, text_width
from flipdesk.i18n import _

_LEFT, _LANE, _BAR, _ROW = 74.0, 44.0, 30.0, 26.0
_NUMBERS = (("planned", 76.0), ("used", 70.0), ("drift", 84.0))


def draw_plan(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends."""
    first, last = _span(report)
    room = width - _LEFT - 8

    def x(ms: float) -> float:
        return _LEFT + room * (ms - first) / (last - first)

    lanes = ((_("Plan"), "planned_from", "planned_to"), (_("Actual"), "from", "to"))
    for lane, (name, begin, end) in enumerate(lanes):
        y = top + lane * _LANE
        sheet.add(Text(0, y + _BAR / 2 + 4.5, fitted(name, _LEFT - 8), CAPTION, "muted"))
        for number, row in enumerate(report.rows):
            places = [report.cell(row, key).number for key in (begin, end)]
            if places[0] is None or places[1] is None:
                continue
            left, right = x(places[0]), x(places[1])
            _box(report, sheet, number, (left, y, max(3.0, right - left - GAP)), lane)
    _joins(report, sheet, top, x)
    y = top + 2 * _LANE - 8
    sheet.extend(ruler(_LEFT + room * -first / (last - first), y, room * last / (last - first),
                       last))  # fmt: skip
    return _list(report, sheet, y + 52, width)


def _span(report: Report) -> tuple[float, float]:
    places = [
        report.cell(row, key).number or 0
        for row in report.rows
        for key in ("planned_from", "planned_to", "from", "to")
    ]
    return min([0.0, *places]), max([60_000.0, *places])


def _box(
    report: Report, sheet: Sheet, number: int, at: tuple[float, float, float], lane: int
) -> None:
    left, y, wide = at
    row = report.rows[number]
    is_break = row.kind == "break"
    if lane == 0:
        fill, line, text = ("inset" if is_break else "raised"), "border_strong", "text"
    else:
        fill, line, text = ("inset" if is_break else "accent"), "accent", "on_accent"
    sheet.add(
        Rect(left, y, wide, _BAR, fill, line, 3, hatch="rising" if is_break else "",
             ink="border", is_dashed=lane == 0, mark=row_mark(report, number, _said(report, row)))
    )  # fmt: skip
    digits = str(number + 1)
    if wide > text_width(digits, CAPTION, is_strong=True) + 4 and not is_break:
        sheet.add(centred(left + wide / 2, y + _BAR / 2, digits, text, is_strong=True))


def _joins(report: Report, sheet: Sheet, top: float, x: Callable[[float], float]) -> None:
    for row in report.rows:
        planned, began = (report.cell(row, key).number for key in ("planned_from", "from"))
        if planned is not None and began is not None:
            line = ((x(planned) + 1, top + _BAR), (x(began) + 1, top + _LANE))
            sheet.add(Line(line, "border_strong"))


def _list(report: Report, sheet: Sheet, y: float, width: float) -> float:
    room = width - sum(wide for _key, wide in _NUMBERS)
    heads = (_("Planned"), _("Used"), _("Drift"))
    right = room
    for title, (_key, wide) in zip(heads, _NUMBERS, strict=True):
        right += wide
        sheet.add(Text(right, y, title, CAPTION, "muted", anchor="end"))
    for number, row in enumerate(report.rows):
        y += _ROW
        sheet.add(Text(0, y, str(number + 1), CAPTION, "muted", is_strong=True))
        sheet.add(Text(28, y, fitted(row.title, room - 32), CAPTION, "text"))
        planned, used, drift = _numbers(report, row)
        right = room
        for text, (_key, wide) in zip((planned, used, drift), _NUMBERS, strict=True):
            right += wide
            over = (report.cell(row, "drift").number or 0) > 0 and text == drift
            colour = "warning" if over else "text"
            sheet.add(Text(right, y, text, CAPTION, colour, is_strong=over, anchor="end"))
    return y + 12


def _numbers(report: Report, row: Row) -> tuple[str, str, str]:
    begin, end = (report.cell(row, key).number or 0 for key in ("planned_from", "planned_to"))
    planned = format_duration(round(end - begin))
    used, drift = report.cell(row, "used"), report.cell(row, "drift")
    if used.number is None:
        return planned, "–", _("not held")
    minutes = _("{minutes} min.").format(minutes=signed(round(drift.number or 0)))
    return planned, cell_text(used, report.columns[report.column("used")].unit), minutes


def _said(report: Report, row: Row) -> str:
    planned, used, drift = _numbers(report, row)
    sentence = _("{title}: planned {planned}, used {used}, {drift}")
    return sentence.format(title=row.title, planned=planned, used=used, drift=drift)
