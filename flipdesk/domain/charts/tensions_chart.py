"""Nodes joined by lines, the wider the more notes join the two."""

from math import cos, hypot, pi, sin

from flipdesk.domain.charts.styles import CAPTION, centred, mark
from flipdesk.domain.drawing import Line, Rect, Sheet
from flipdesk.domain.report import Report
from flipdesk.domain.report_text import cell_text
from flipdesk.domain.text_room import fitted, text_width

_HIGH, _TALL, _MOST_WIDE = 34.0, 300.0, 620.0
_LEAST_LINE, _MOST_LINE = 3.0, 22.0
_ALONG = 0.36
"""Where on a line its number stands: not in the middle, where two lines cross."""


def draw_tensions(report: Report, sheet: Sheet, top: float, width: float) -> float:
    """Draw the report from `top` on and return where it ends."""
    names: dict[str, str] = {}
    for row in report.rows:
        for slug, name in zip(row.key.split("|"), row.title.split(" – "), strict=True):
            names[slug] = name
    wide = min(width, _MOST_WIDE)
    places = _places(tuple(names), width / 2, top + _TALL / 2, wide)
    most = max([1.0, *(row.cells[0].number or 0 for row in report.rows)])
    numbers = []
    for number, row in enumerate(report.rows):
        first, second = (places[slug] for slug in row.key.split("|"))
        count = row.cells[0].number or 0
        said = mark(report, number, 0)
        if count:
            thick = _LEAST_LINE + (_MOST_LINE - _LEAST_LINE) * count / most
            sheet.add(Line((first, second), "heat.3.fill", thick, mark=said))
            numbers.append((_along(first, second), cell_text(row.cells[0], report.columns[0].unit)))
        else:
            sheet.add(Line((first, second), "border_strong", 1, is_dashed=True, mark=said))
    for (x, y), text in numbers:
        half = max(11.0, text_width(text, CAPTION, is_strong=True) / 2 + 6)
        sheet.add(
            Rect(x - half, y - 11, 2 * half, 22, "raised", "border_strong", 11),
            centred(x, y, text, "text", is_strong=True),
        )
    for slug, (x, y) in places.items():
        half = text_width(names[slug], CAPTION, is_strong=True) / 2 + 14
        half = min(half, width / 4)
        title = fitted(names[slug], 2 * half - 12, CAPTION, is_strong=True)
        sheet.add(
            Rect(x - half, y - _HIGH / 2, 2 * half, _HIGH, "accent_tint", "accent", 6, 2),
            centred(x, y, title, "text", is_strong=True),
        )
    return top + _TALL


def _places(
    slugs: tuple[str, ...], x: float, y: float, wide: float
) -> dict[str, tuple[float, float]]:
    """Return where the nodes stand: on the corners of a rectangle, or in a ring when not four."""
    across, down = min(wide / 2 - 74, 210.0), _TALL / 2 - _HIGH
    if len(slugs) == 4:
        corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return {
            slug: (x + across * dx, y + down * dy)
            for slug, (dx, dy) in zip(slugs, corners, strict=True)
        }
    turn = 2 * pi / max(1, len(slugs))
    return {
        slug: (x + across * sin(turn * place), y - down * cos(turn * place))
        for place, slug in enumerate(slugs)
    }


def _along(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    share = _ALONG if hypot(first[0] - second[0], first[1] - second[1]) else 0
    is_diagonal = first[0] != second[0] and first[1] != second[1]
    share = share if is_diagonal else 0.5
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
    )
