"""Hearing the passages of Lån et øre in Forbered and in Afvikl, by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.session_sound import SessionSound
from flipdesk.ui.widgets.label import ElidedLabel
from tests.audio.sounds import Feed
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import (
    LENGTH_MS,
    SOUND,
    add_recording,
    loud,
    with_gap,
)
from tests.ui.rooms.hearing import (
    CLIP,
    click_to_hear,
    form_of_the_block,
    give,
    hear_button,
    media,
    next_session,
    run_room,
    said,
)

__all__ = ["media", "said"]


def test_click_in_the_form_plays_the_passage_once_and_the_button_stops_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    assert hear_button(rows).accessibleName() == "Hør Bageriet"
    click_to_hear(rows, media, qtbot)
    assert not media.repeats()
    assert hear_button(rows).accessibleName() == "Stop Bageriet"
    player = sample_app.passage_player.player
    assert player.position_ms == CLIP[0]
    media.advance(CLIP[1] - CLIP[0] - 100)
    assert media.sounds()
    assert player.position_ms == CLIP[1] - 100
    media.advance(100)
    qtbot.waitUntil(lambda: sample_app.passage_player.passage_id is None)
    assert hear_button(rows).accessibleName() == "Hør Bageriet"
    assert media.stream is None
    click_to_hear(rows, media, qtbot)
    qtbot.mouseClick(hear_button(rows), Qt.MouseButton.LeftButton)
    assert not media.sounds()
    assert player.sound is None


def test_keys_alone_play_and_stop_and_the_focus_stays(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    button = hear_button(rows)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(media.sounds)
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not media.sounds()
    assert QApplication.focusWidget() is button


def test_another_passage_takes_over_from_the_one_that_plays(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    second = give(sample_app, "Mentoren", (700_000, 730_000))
    rows = form_of_the_block(sample_app).item.form.passages
    click_to_hear(rows, media, qtbot)
    hear_button(rows, 1).click()
    assert not media.sounds()
    assert hear_button(rows, 0).accessibleName() == "Hør Bageriet"
    qtbot.waitUntil(media.sounds)
    assert sample_app.passage_player.passage_id == second
    assert sample_app.passage_player.player.position_ms == 700_000


def test_second_click_before_the_sound_is_read_leaves_it_silent(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[SessionSound] = []
    close = SessionSound.close

    def note_and_close(sound: SessionSound) -> None:
        closed.append(sound)
        close(sound)

    monkeypatch.setattr(SessionSound, "close", note_and_close)
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    hear_button(rows).click()
    hear_button(rows).click()
    qtbot.waitUntil(lambda: not sample_app.jobs.running)
    assert len(closed) == 1
    assert not media.sounds()
    assert hear_button(rows).accessibleName() == "Hør Bageriet"


def test_passage_of_the_session_before_is_heard_while_this_one_is_recorded(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, said: list[str]
) -> None:
    """Its own session's sound, with what is silenced there; nothing is asked."""
    app = sample_app
    add_recording(app, with_gap())
    silence = app.workspace.desk.passages.silence
    app.workspace.perform(lambda: silence(sample_session_id(), 70_000, 80_000))
    _following, block = next_session(app)
    give(app, "Bageriet", CLIP, block)
    app.recording.start()
    app.advance(1_000)
    room = run_room(app)
    click_to_hear(room.now.passages, media, qtbot)
    assert app.recording.is_recording
    assert any(media.sounding(9_000))
    media.advance(9_000)
    assert not any(media.sounding(10_000))
    media.advance(10_000)
    assert any(media.sounding(1_000))
    app.workspace.perform(lambda: silence(sample_session_id(), 80_000, 95_000))
    assert media.sounds()
    assert not any(media.sounding(10_000))
    assert app.passage_player.player.position_ms == 80_000
    assert said == []


def test_passage_of_the_recording_that_is_still_growing_is_heard(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    """After a break the same session is recorded on, and a clip from before the break is played."""
    app = sample_app
    recording = add_recording(app, with_gap())
    feed = Feed(app.base.folder / recording.folder, spec=SOUND)
    feed.begin()
    feed.hear(SOUND.sample(LENGTH_MS + 60_000), loud(30_000))
    give(app, "Bageriet", CLIP)
    growing = give(app, "Pausen", (LENGTH_MS + 61_000, LENGTH_MS + 71_000))
    rows = form_of_the_block(app).item.form.passages
    click_to_hear(rows, media, qtbot)
    assert any(media.sounding(1_000))
    click_to_hear(rows, media, qtbot, 1)
    qtbot.waitUntil(lambda: app.passage_player.player.position_ms == LENGTH_MS + 61_000)
    assert app.passage_player.passage_id == growing
    assert any(media.sounding(1_000))
    feed.hear(SOUND.sample(LENGTH_MS + 90_000), loud(30_000))
    feed.writer.close()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_title_and_place_are_whole_in_the_smallest_window(
    qtbot: QtBot, tmp_path: Path, scale: float
) -> None:
    app, media = open_app(tmp_path, sample=True, text_scale=scale), FakeMedia()
    app.passage_player.player.make_media = lambda: media
    app.window.resize(853, 480)
    add_recording(app, with_gap())
    _following, block = next_session(app)
    give(app, "Bageriet på hjørnet nævnes tre gange", CLIP, block)
    room = run_room(app)
    if room.tabs.count() == 3:
        room.tabs.setCurrentIndex(1)
    click_to_hear(room.now.passages, media, qtbot)
    labels = [one for one in room.now.passages.findChildren(ElidedLabel) if one.isVisible()]
    assert [one.text() for one in labels] == [
        "Bageriet på hjørnet nævnes tre gange",
        "Samtaleflip 3 · 1:01–1:35 · 0:34",
    ]
    for label in labels:
        assert label.width() >= label.sizeHint().width(), label.text()
    close_app(app)


def test_what_was_heard_is_in_the_journal_of_use(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    click_to_hear(rows, media, qtbot)
    sample_app.use_notes.close()
    played = [one for one in sample_app.workspace.desk.journal.uses() if one.act == "played"]
    assert [(one.thing, dict(one.details)) for one in played] == [
        ("passage", {"session": sample_session_id(), "from_ms": CLIP[0], "to_ms": CLIP[1]})
    ]
