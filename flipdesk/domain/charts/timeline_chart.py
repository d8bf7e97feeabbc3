"""A session along its recording, in lanes: items, a lane for each voice, reflections, marks."""

from collections.abc import Iterator
from heapq import heappop, heappush

from flipdesk.domain.charts.styles import (
    CAPTION,
    GAP,
    centred,
    digit_shapes,
    row_mark,
    style_of,
)
from flipdesk.domain.drawing import Anchor, Disc, Line, Rect, Sheet, Text
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.report import Column, Report, Row
from flipdesk.domain.report_text import NOTHING
from flipdesk.domain.text_room import fitted, text_width
from flipdesk.i18n import _

_LANE, _SIDE, _LEFT, _MOST_LANES = 30.0, 18.0, 96.0, 8
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120)
_TICK = 70.0
_VOICES = ("research", "practice", "leaders")
_HOUR_MS, _MINUTE_MS = 3_600_000, 60_000


class _Scale:
    """From milliseconds to px."""

    def __init__(self, report: Report, width: float) -> None:
        ends = (report.cell(row, "to").number or 0 for row in report.rows)
        self.length = max([60_000.0, *ends])
        self.left, self.room = _LEFT, width - _LEFT - 8

    def x(self, ms: float) -> float:
        return self.left + self.room * max(0.0, min(ms, self.length)) / self.length


class _Lanes:
    """Puts boxes that come in order into the first lane that is free there."""

    def __init__(self) -> None:
        self.count = 0
        self._free: list[int] = []
        self._taken: list[tuple[float, int]] = []

    def place(self, x: float) -> int:
        """Return the lane of a box that begins at x."""
        while self._taken and self._taken[0][0] + GAP <= x:
            heappush(self._free, heappop(self._taken)[1])
        if self._free:
            lane = heappop(self._free)
        else:
            lane = self.count
            self.count += 1
        heappush(self._taken, (x + _SIDE, lane))
        return lane


def draw_timeline(report: Report, sheet: Sheet, top: float, _width: float) -> float:
    """Draw the report from `top` on and return where it ends.

    Of very many reflections it becomes wider than asked, so that it does not become a tower.
    """
    notes = sum(row.kind == "reflection" for row in report.rows)
    sheet.width = max(sheet.width, _LEFT + 8 + notes * (_SIDE + GAP) / _MOST_LANES)
    scale = _Scale(report, sheet.width)
    y = _items(report, sheet, top, scale)
    for place, band in enumerate(_VOICES):
        y = _voice(report, sheet, y, scale, (place, band))
    y = _reflections(report, sheet, y, scale)
    y = _marks(report, sheet, y, scale)
    return _ruler(sheet, y + 4, scale)


def _of(report: Report, *kinds: str) -> Iterator[tuple[int, Row, float, float]]:
    for number, row in enumerate(report.rows):
        if row.kind in kinds:
            begin, end = (report.cell(row, key).number or 0 for key in ("from", "to"))
            yield number, row, begin, end


def _lane(sheet: Sheet, y: float, name: str) -> None:
    sheet.add(Text(0, y + _LANE / 2 + 4.5, fitted(name, _LEFT - 8), CAPTION, "muted"))


def _said(report: Report, row: Row, begin: float, end: float) -> str:
    kind = report.cell(row, "kind").text
    when = format_duration(round(begin))
    if end > begin:
        when = f"{when}–{format_duration(round(end))}"
    words = row.title if kind in row.title else f"{kind}: {row.title}"
    return f"{when} {words}"


def _items(report: Report, sheet: Sheet, y: float, scale: _Scale) -> float:
    _lane(sheet, y, _("Items"))
    for number, row, begin, end in _of(report, "item", "break"):
        left, right = scale.x(begin), scale.x(end)
        wide = max(2.0, right - left - GAP)
        said = row_mark(report, number, _said(report, row, begin, end))
        is_break = row.kind == "break"
        sheet.add(
            Rect(left, y, wide, _LANE - 6, "inset" if is_break else "raised", "border_strong", 3,
                 hatch="rising" if is_break else "", ink="border", mark=said)
        )  # fmt: skip
        title = fitted(row.title, wide - 8)
        if len(title) > 2 and not is_break:
            sheet.add(Text(left + 5, y + 16.5, title, CAPTION, "text"))
    return y + _LANE


def _voice(report: Report, sheet: Sheet, y: float, scale: _Scale, band: tuple[int, str]) -> float:
    place, key = band
    rows = [one for one in _of(report, "voice") if one[1].slug == key]
    if not rows:
        return y
    _lane(sheet, y, rows[0][1].title)
    style = style_of(Column(key, ""), place)
    base = y + _LANE - 6
    sheet.add(Line(((scale.x(0), base), (scale.x(scale.length), base))))
    for number, row, begin, end in rows:
        left, right = scale.x(begin), scale.x(end)
        said = row_mark(report, number, _said(report, row, begin, end))
        sheet.add(
            Rect(left, y + 4, max(3.0, right - left - GAP), _LANE - 10, style.fill,
                 "border_strong", 2, hatch=style.hatch, ink=style.ink, mark=said)
        )  # fmt: skip
    return y + _LANE


def _reflections(report: Report, sheet: Sheet, y: float, scale: _Scale) -> float:
    rows = tuple(_of(report, "reflection"))
    if not rows:
        return y
    _lane(sheet, y, _("Reflections"))
    lanes = _Lanes()
    for number, row, begin, end in rows:
        wanted = scale.x(begin) - _SIDE / 2
        wanted = min(wanted, scale.x(scale.length) - _SIDE)
        top = y + 4 + lanes.place(wanted) * (_SIDE + GAP)
        said = row_mark(report, number, _said(report, row, begin, end))
        if row.slug:
            sheet.extend(digit_shapes(row, wanted, top, _SIDE, said))
        else:
            sheet.add(
                Rect(wanted, top, _SIDE, _SIDE, "inset", "border_strong", 4, mark=said),
                centred(wanted + _SIDE / 2, top + _SIDE / 2, NOTHING, "text"),
            )
    return y + 10 + lanes.count * (_SIDE + GAP)


def _marks(report: Report, sheet: Sheet, y: float, scale: _Scale) -> float:
    markers, gaps = tuple(_of(report, "marker")), tuple(_of(report, "gap"))
    if markers:
        _lane(sheet, y, _("Markers"))
        for number, row, begin, end in markers:
            said = row_mark(report, number, _said(report, row, begin, end))
            sheet.add(
                Disc(scale.x(begin), y + _LANE / 2, 7, "text", "surface", is_diamond=True,
                     mark=said)
            )  # fmt: skip
        y += _LANE
    if gaps:
        _lane(sheet, y, _("No sound"))
        for number, row, begin, end in gaps:
            left, right = scale.x(begin), scale.x(end)
            said = row_mark(report, number, _said(report, row, begin, end))
            wide = max(4.0, right - left)
            sheet.add(
                Rect(left, y + 4, wide, _LANE - 10, "", "border_strong", 2, is_dashed=True,
                     mark=said)
            )  # fmt: skip
            beside, room = right + 6, left - 6 - scale.left
            if beside + text_width(row.title, CAPTION) > scale.x(scale.length):
                title = fitted(row.title, room)
                sheet.add(Text(left - 6, y + 18.5, title, CAPTION, "muted", anchor="end"))
            else:
                sheet.add(Text(beside, y + 18.5, row.title, CAPTION, "muted"))
        y += _LANE
    return y


def _ruler(sheet: Sheet, y: float, scale: _Scale) -> float:
    sheet.extend(ruler(scale.left, y, scale.room, scale.length))
    return y + 26


def ruler(left: float, y: float, room: float, length_ms: float) -> Iterator[Line | Text]:
    """Yield a line with ticks and times of a length in milliseconds, from the left on."""
    yield Line(((left, y), (left + room, y)), "border_strong")
    most = max(1, int(room // _TICK))
    step = next((n for n in _STEPS_MIN if length_ms / (n * _MINUTE_MS) <= most), _STEPS_MIN[-1])
    at = 0
    while at <= length_ms:
        x = left + room * at / length_ms
        yield Line(((x, y), (x, y + 5)), "border_strong")
        hours, minutes = divmod(at // _MINUTE_MS, 60)
        anchor: Anchor = "end" if x > left + room - 16 else "middle"
        yield Text(x, y + 18, f"{hours}:{minutes:02d}", CAPTION, "muted", anchor=anchor)
        at += step * _MINUTE_MS
