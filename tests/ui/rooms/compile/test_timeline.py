"""The timeline: where things stand, and how a note is chosen on it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.rooms.compile.session_timeline import timeline_scene
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.timeline import APART, Timeline
from flipdesk.ui.widgets.timeline_scene import TimelineScene, nearest, ruler_seconds, spread
from tests.helpers.nordby import nordby


def shown(qtbot: QtBot, width: int = 1136) -> Timeline:
    timeline = Timeline(Theme("light"))
    qtbot.addWidget(timeline)
    timeline.set_scene(timeline_scene(nordby()))
    timeline.resize(width, timeline.height())
    timeline.show()
    qtbot.waitExposed(timeline)
    return timeline


def test_boxes_are_moved_apart_and_stay_within_the_width() -> None:
    lefts = spread([10, 12, 14, 390, 395], 16, 18, 400)
    assert all(b - a >= 18 for a, b in pairwise(lefts))
    assert lefts[0] >= 0
    assert lefts[-1] == 384


def test_more_boxes_than_fit_share_the_width() -> None:
    lefts = spread(list(range(100)), 16, 18, 400)
    assert lefts == sorted(lefts)
    assert lefts[0] >= 0
    assert lefts[-1] <= 384
    assert spread([], 16, 18, 400) == []


def test_ruler_writes_quarters_of_an_hour_where_they_fit_and_seconds_close_by() -> None:
    assert list(ruler_seconds(0, 9_130_000, 1136, 84))[:3] == [0, 900, 1800]
    assert list(ruler_seconds(0, 9_130_000, 400, 84)) == [0, 3600, 7200]
    assert list(ruler_seconds(62_500, 82_000, 1136, 100)) == list(range(64, 83, 2))


def test_nothing_is_nearest_where_there_is_nothing() -> None:
    assert nearest([], 5) == -1


def test_scene_holds_every_item_note_and_marker_of_the_session() -> None:
    record = nordby()
    scene = timeline_scene(record)
    assert [block.title for block in scene.blocks] == [item.title for item in record.agenda]
    assert [block.is_break for block in scene.blocks].count(True) == 1
    # The recording begins with the first item, at 9.32.
    assert (scene.blocks[0].from_ms, scene.blocks[0].to_ms) == (0, 12 * 60_000)
    assert len(scene.points) == len(record.reflections) + len(record.outcomes) + 2
    assert [point.at_ms for point in scene.points] == sorted(p.at_ms for p in scene.points)


def test_note_of_several_potentials_shows_the_one_that_is_not_the_session_s() -> None:
    record = nordby()
    both = next(one for one in record.reflections if one.potentials == ("samtale", "strategi"))
    own = next(one for one in record.reflections if one.potentials == ("samtale",))
    points = {point.key: point.potential for point in timeline_scene(record).points}
    assert points[both.id] == "strategi"
    assert points[own.id] == "samtale"


def test_click_chooses_the_nearest_note(qtbot: QtBot) -> None:
    timeline = shown(qtbot)
    third = timeline.places()[2].center()
    with qtbot.waitSignal(timeline.point_chosen) as chosen:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=third + QPoint(3, 4))
    assert chosen.args == [timeline.scene.points[2].key]
    assert timeline.current == timeline.scene.points[2].key


def test_arrow_keys_walk_from_note_to_note_and_stop_at_the_ends(qtbot: QtBot) -> None:
    timeline = shown(qtbot)
    timeline.setFocus()
    points = timeline.scene.points
    for key, place in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, len(points) - 1),
        (Qt.Key.Key_Right, len(points) - 1),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(timeline, key)
        assert timeline.current == points[place].key


def test_chosen_note_is_told_to_screen_readers(qtbot: QtBot) -> None:
    timeline = shown(qtbot)
    timeline.set_current(timeline.scene.points[0].key)
    assert timeline.accessibleName() == "Tidslinje"
    told = timeline.accessibleDescription()
    assert told.startswith("00:14:20, FL, Borgerens egne jobtanker")
    assert told.endswith(f"1 af {len(timeline.scene.points)}")


def test_boxes_stay_apart_at_every_width(qtbot: QtBot) -> None:
    timeline = shown(qtbot)
    for width in (1136, 760):
        timeline.resize(width, timeline.height())
        QApplication.processEvents()
        boxes = [
            place.x()
            for place, point in zip(timeline.places(), timeline.scene.points, strict=True)
            if not point.is_marker
        ]
        assert all(b - a >= APART for a, b in pairwise(boxes))


def test_timeline_without_anything_takes_keys_and_clicks(qtbot: QtBot) -> None:
    timeline = Timeline(Theme("light"))
    qtbot.addWidget(timeline)
    timeline.show()
    qtbot.keyClick(timeline, Qt.Key.Key_End)
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton)
    assert timeline.current == ""


def held_until(record: SessionRecord, title: str) -> SessionRecord:
    """Return the session as it was while an item was being held that had begun by then."""
    place = [item.title for item in record.agenda].index(title)
    running = replace(record.agenda[place], ended=None)
    later = (replace(one, started=None, ended=None) for one in record.agenda[place + 1 :])
    return replace(record, agenda=(*record.agenda[:place], running, *later))


def test_block_that_is_running_reaches_to_the_last_that_is_known() -> None:
    record = nordby()
    running = held_until(record, record.agenda[1].title)
    last_ms = timeline_scene(running).points[-1].at_ms
    first, second = timeline_scene(running).blocks
    assert first == timeline_scene(record).blocks[0]
    assert second.to_ms == last_ms


def test_block_that_is_over_time_reaches_to_now_on_its_day_and_never_overnight() -> None:
    record = nordby()
    running = held_until(record, record.agenda[1].title)
    began = running.agenda[1].started
    assert began is not None
    known = timeline_scene(running)
    later = timeline_scene(running, began + timedelta(hours=4))
    assert later.blocks[1].to_ms == later.blocks[1].from_ms + 4 * 3_600_000
    assert later.length_ms == later.blocks[1].to_ms
    assert timeline_scene(running, began + timedelta(days=2)) == known


class Hum:
    """A minute of sound."""

    length_ms = 60_000

    def columns(self, from_ms: int, to_ms: int, count: int) -> list[float]:
        step = (to_ms - from_ms) / count
        return [0.5 if from_ms + n * step < self.length_ms else 0.0 for n in range(count)]


def test_nothing_is_drawn_past_the_end_of_the_sound(qtbot: QtBot) -> None:
    timeline = Timeline(Theme("light"))
    qtbot.addWidget(timeline)
    timeline.resize(600, timeline.height())
    timeline.set_scene(TimelineScene(120_000))
    timeline.set_sound(Hum())
    image = timeline.grab().toImage()
    row = timeline.strips().wave.center().y()
    inks = [{image.pixel(x, row + y) for y in (-1, 0, 1)} for x in range(600)]
    empty = inks[-1]
    assert len(empty) == 1
    drawn = [x for x, ink in enumerate(inks) if ink != empty]
    assert drawn[0] < 3
    assert 290 <= drawn[-1] <= 302
