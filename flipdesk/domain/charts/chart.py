"""From a report to its picture: which layout draws it, and the words round it in a file."""

from collections.abc import Callable

from flipdesk.domain.charts.bars_chart import draw_bars
from flipdesk.domain.charts.drift_chart import draw_drift
from flipdesk.domain.charts.journeys_chart import draw_journeys
from flipdesk.domain.charts.matrix_chart import draw_matrix
from flipdesk.domain.charts.plan_chart import draw_plan
from flipdesk.domain.charts.styles import BODY, CAPTION, HEADING, LINE
from flipdesk.domain.charts.tensions_chart import draw_tensions
from flipdesk.domain.charts.timeline_chart import draw_timeline
from flipdesk.domain.drawing import Drawing, Sheet, Text, moved
from flipdesk.domain.report import Form, Report
from flipdesk.domain.report_text import spoken_report
from flipdesk.domain.text_room import wrapped

PAGE_WIDTH = 900.0
_MARGIN = 24.0
_LAYOUTS: dict[Form, Callable[[Report, Sheet, float, float], float]] = {
    Form.MATRIX: draw_matrix,
    Form.BARS: draw_bars,
    Form.TIMELINE: draw_timeline,
    Form.PLAN: draw_plan,
    Form.DRIFT: draw_drift,
    Form.TENSIONS: draw_tensions,
    Form.JOURNEYS: draw_journeys,
}


def drawn(report: Report, width: float) -> Drawing:
    """Return the picture without words round it, `width` px wide or wider when it must be."""
    sheet = Sheet(width)
    height = _LAYOUTS[report.form](report, sheet, 0, width) if report.rows else 0.0
    return sheet.drawing(height, report.question, spoken_report(report))


def drawn_alone(report: Report, width: float = PAGE_WIDTH) -> Drawing:
    """Return the picture with its title, its question and how to read it, as a file carries it."""
    room = width - 2 * _MARGIN
    body = drawn(report, room)
    room = max(room, body.width)
    sheet = Sheet(room + 2 * _MARGIN)
    y = _MARGIN
    for text, size, colour, is_strong in (
        (report.title, HEADING, "text", True),
        (report.question, BODY, "muted", False),
        (report.scope, BODY, "muted", False),
        (report.missing if report.is_empty else " ".join(report.summary), BODY, "text", False),
    ):
        for line in wrapped(text, room, size) if text else ():
            sheet.add(Text(_MARGIN, y + size, line, size, colour, is_strong=is_strong))
            y += size + 7
    y += 14
    sheet.extend(moved(one, _MARGIN, y) for one in body.shapes)
    y += body.height + 14
    for note in report.notes if report.rows else ():
        for line in wrapped(note, room, CAPTION):
            y += LINE
            sheet.add(Text(_MARGIN, y, line, CAPTION, "muted"))
    return sheet.drawing(y + _MARGIN, report.title, spoken_report(report))
