"""How far items of each kind are from their plan on average: left shorter, right longer."""

from flipdesk.domain.charts.styles import CAPTION, head, label_width, mark
from flipdesk.domain.drawing import Line, Rect, Sheet, Text
from flipdesk.domain.report import Report
from flipdesk.domain.report_text import signed
from flipdesk.i18n import _, ngettext

_PITCH, _HIGH, _WORDS = 38.0, 22.0, 120.0


def draw_drift(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends."""
    left = label_width(report, width)
    room = max(80.0, width - left - _WORDS)
    middle = left + room / 2
    most = max([1.0, *(abs(report.cell(row, "drift").number or 0) for row in report.rows)])
    y = top + 22
    sheet.add(
        Text(middle - 8, top + 12, _("shorter"), CAPTION, "muted", anchor="end"),
        Text(middle + 8, top + 12, _("longer"), CAPTION, "muted"),
    )
    end = y + _PITCH * len(report.rows)
    for number, row in enumerate(report.rows):
        drift = report.cell(row, "drift").number or 0
        long = max(2.0, room / 2 * abs(drift) / most)
        head(sheet, row, 0, y, left - 10, _PITCH)
        is_over = drift > 0
        sheet.add(
            Rect(middle if is_over else middle - long, y + (_PITCH - _HIGH) / 2, long, _HIGH,
                 "warning_fill" if is_over else "heat.2.fill", "border_strong", 2,
                 hatch="rising" if is_over else "", ink="on_warning",
                 mark=mark(report, number, report.column("drift")))
        )  # fmt: skip
        count = round(report.cell(row, "count").number or 0)
        words = _("{minutes} min.").format(minutes=signed(drift))
        items = ngettext("{n} item", "{n} items", count).format(n=count)
        text = f"{words} · {items}"
        sheet.add(Text(width - _WORDS + 8, y + _PITCH / 2 + 4.5, text, CAPTION, "text"))
        y += _PITCH
    sheet.add(Line(((middle, top + 18), (middle, end)), "border_strong"))
    return end
