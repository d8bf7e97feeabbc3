"""Hearing the passages of Lån et øre in Forbered and in Afvikl, by mouse and by keys."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.session_sound import SessionSound
from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, PassageId, SessionId
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.rooms.passage_rows import PassageRows
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from flipdesk.ui.rooms.run.run_room import RunRoom
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from tests.audio.sounds import Feed
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.fake_media import NO_OUTPUT, FakeMedia
from tests.ui.rooms.compile.listening_room import (
    GAP,
    LENGTH_MS,
    SOUND,
    add_recording,
    entered,
    loud,
    with_gap,
)

CLIP = (61_000, 95_000)


@pytest.fixture
def media(sample_app: TestApp) -> FakeMedia:
    media = FakeMedia()
    sample_app.passage_player.player.make_media = lambda: media
    return media


@pytest.fixture
def said(sample_app: TestApp) -> list[str]:
    sentences: list[str] = []
    sample_app.workspace.problem.connect(sentences.append)
    return sentences


def _block(app: TestApp) -> AgendaItem:
    items = app.base.agenda.of_session(sample_session_id())
    return next(item for item in items if item.kind is AgendaKind.LEND_AN_EAR)


def _give(
    app: TestApp, title: str, stretch: tuple[int, int], block: AgendaItemId | None = None
) -> PassageId:
    passages, block = app.workspace.desk.passages, block or _block(app).id
    app.workspace.perform(lambda: passages.add(sample_session_id(), *stretch, title, block))
    return app.base.passages.of_session(sample_session_id())[-1].id


def _form(app: TestApp) -> PrepareRoom:
    app.window.enter("prepare")
    room = app.window.room
    assert isinstance(room, PrepareRoom)
    place = app.base.agenda.of_session(sample_session_id()).index(_block(app))
    room.run_sheet.view.go_to(place)
    room.item.toggle_form()
    QApplication.processEvents()
    return room


def _next_session(app: TestApp) -> tuple[SessionId, AgendaItemId]:
    """Plan the session after the sample, with a block of Lån et øre, and open it in Afvikl."""
    session, desk = app.base.sessions.get(sample_session_id()), app.workspace.desk
    assert session is not None
    starts = session.starts + timedelta(days=28)
    new = NewSession(session.series_id, "Samtaleflip 4", starts)
    following, _step = desk.planning.add_session(new)
    block, _step = desk.run_sheet.add(following, "Lån et øre", kind=AgendaKind.LEND_AN_EAR)
    app.workspace.open_session(following)
    return following, block


def _run(app: TestApp) -> RunRoom:
    app.window.enter("run")
    room = app.window.room
    assert isinstance(room, RunRoom)
    QApplication.processEvents()
    return room


def _button(rows: PassageRows, number: int = 0) -> Button:
    return [one for one in rows.findChildren(Button, "hear_passage") if one.isVisible()][number]


def _hear(rows: PassageRows, media: FakeMedia, qtbot: QtBot, number: int = 0) -> None:
    qtbot.mouseClick(_button(rows, number), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(media.sounds)


def test_click_in_the_form_plays_the_passage_once_and_the_button_stops_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    _give(sample_app, "Bageriet", CLIP)
    rows = _form(sample_app).item.form.passages
    assert _button(rows).accessibleName() == "Hør Bageriet"
    _hear(rows, media, qtbot)
    assert not media.repeats()
    assert _button(rows).accessibleName() == "Stop Bageriet"
    player = sample_app.passage_player.player
    assert player.position_ms == CLIP[0]
    media.advance(CLIP[1] - CLIP[0] - 100)
    assert media.sounds()
    assert player.position_ms == CLIP[1] - 100
    media.advance(100)
    qtbot.waitUntil(lambda: sample_app.passage_player.passage_id is None)
    assert _button(rows).accessibleName() == "Hør Bageriet"
    assert media.stream is None
    _hear(rows, media, qtbot)
    qtbot.mouseClick(_button(rows), Qt.MouseButton.LeftButton)
    assert not media.sounds()
    assert player.sound is None


def test_keys_alone_play_and_stop_and_the_focus_stays(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    _give(sample_app, "Bageriet", CLIP)
    rows = _form(sample_app).item.form.passages
    button = _button(rows)
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
    _give(sample_app, "Bageriet", CLIP)
    second = _give(sample_app, "Mentoren", (700_000, 730_000))
    rows = _form(sample_app).item.form.passages
    _hear(rows, media, qtbot)
    _button(rows, 1).click()
    assert not media.sounds()
    assert _button(rows, 0).accessibleName() == "Hør Bageriet"
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
    _give(sample_app, "Bageriet", CLIP)
    rows = _form(sample_app).item.form.passages
    _button(rows).click()
    _button(rows).click()
    qtbot.waitUntil(lambda: not sample_app.jobs.running)
    assert len(closed) == 1
    assert not media.sounds()
    assert _button(rows).accessibleName() == "Hør Bageriet"


def test_passage_of_the_session_before_is_heard_while_this_one_is_recorded(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, said: list[str]
) -> None:
    """Its own session's sound, with what is silenced there; nothing is asked."""
    app = sample_app
    add_recording(app, with_gap())
    silence = app.workspace.desk.passages.silence
    app.workspace.perform(lambda: silence(sample_session_id(), 70_000, 80_000))
    _following, block = _next_session(app)
    _give(app, "Bageriet", CLIP, block)
    app.recording.start()
    app.advance(1_000)
    room = _run(app)
    _hear(room.now.passages, media, qtbot)
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


def test_bearbejd_still_does_not_play_while_recording(
    sample_app: TestApp, qtbot: QtBot, said: list[str]
) -> None:
    add_recording(sample_app, with_gap())
    _following, _block_id = _next_session(sample_app)
    sample_app.recording.start()
    sample_app.workspace.open_session(sample_session_id())
    media = FakeMedia()
    room = entered(sample_app, qtbot, media)
    room.listening.hear_from(1_000)
    assert not media.sounds()
    assert len(said) == 1


def test_without_a_loudspeaker_one_sentence_and_the_button_plays_again(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, said: list[str]
) -> None:
    add_recording(sample_app, with_gap())
    _give(sample_app, "Bageriet", CLIP)
    rows = _form(sample_app).item.form.passages
    media.is_plugged_in = False
    _button(rows).click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [NO_OUTPUT]
    assert _button(rows).accessibleName() == "Hør Bageriet"
    media.is_plugged_in = True
    _hear(rows, media, qtbot)
    assert any(media.sounding(1_000))


@pytest.mark.parametrize(
    ("has_recording", "stretch", "sentence"),
    [
        (
            False,
            CLIP,
            "Samtaleflip 3 har ingen optagelse længere, så klippet kan ikke høres.",
        ),
        (
            True,
            (GAP[0] + 1_000, GAP[0] + 9_000),
            "Der er ikke optaget noget, hvor Bageriet er.",
        ),
        (
            True,
            (500_000, 509_000),
            "Bageriet er gjort tavst, så der er intet at høre.",
        ),
    ],
)
def test_what_cannot_be_heard_says_why(
    sample_app: TestApp,
    qtbot: QtBot,
    media: FakeMedia,
    said: list[str],
    has_recording: bool,
    stretch: tuple[int, int],
    sentence: str,
) -> None:
    app = sample_app
    if has_recording:
        add_recording(app, with_gap())
    silence = app.workspace.desk.passages.silence
    app.workspace.perform(lambda: silence(sample_session_id(), 400_000, 600_000))
    _give(app, "Bageriet", stretch)
    rows = _form(app).item.form.passages
    _button(rows).click()
    qtbot.waitUntil(lambda: bool(said) and not app.jobs.running)
    assert said == [sentence]
    assert app.passage_player.passage_id is None
    assert not media.sounds()


def test_what_lies_no_longer_in_the_folder_says_so(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, said: list[str]
) -> None:
    recording = add_recording(sample_app, with_gap())
    for file in (sample_app.base.folder / recording.folder).iterdir():
        file.unlink()
    _give(sample_app, "Bageriet", CLIP)
    rows = _form(sample_app).item.form.passages
    _button(rows).click()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert _button(rows).accessibleName() == "Hør Bageriet"


def test_nothing_plays_on_where_nobody_can_stop_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    app = sample_app
    add_recording(app, with_gap())
    _give(app, "Bageriet", CLIP)
    room = _form(app)
    rows = room.item.form.passages

    _hear(rows, media, qtbot)
    room.run_sheet.view.go_to(0)
    assert not media.sounds()

    room.run_sheet.view.go_to(app.base.agenda.of_session(sample_session_id()).index(_block(app)))
    QApplication.processEvents()
    _hear(rows, media, qtbot)
    room.item.toggle_form()
    assert not media.sounds()

    room.item.toggle_form()
    QApplication.processEvents()
    _hear(rows, media, qtbot)
    app.window.enter("home")
    assert not media.sounds()

    app.window.enter("prepare")
    QApplication.processEvents()
    _hear(rows, media, qtbot)
    rows.taken_out.emit(app.passage_player.passage_id)
    assert not media.sounds()


def test_when_its_item_is_over_or_the_session_is_closed_the_passage_stops(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    app = sample_app
    add_recording(app, with_gap())
    following, block = _next_session(app)
    _give(app, "Bageriet", CLIP, block)
    room = _run(app)
    _hear(room.now.passages, media, qtbot)
    room.next_item()
    assert media.sounds()
    room.next_item()
    assert not media.sounds()
    app.workspace.undo()
    QApplication.processEvents()
    _hear(room.now.passages, media, qtbot)
    app.workspace.open_session(None)
    assert not media.sounds()
    app.workspace.open_session(following)


def test_closing_the_window_ends_a_passage(qtbot: QtBot, tmp_path: Path) -> None:
    app, media = open_app(tmp_path, sample=True), FakeMedia()
    app.passage_player.player.make_media = lambda: media
    add_recording(app, with_gap())
    _give(app, "Bageriet", CLIP)
    _hear(_form(app).item.form.passages, media, qtbot)
    close_app(app)
    assert media.stream is None
    assert app.passage_player.player.sound is None


def test_passage_of_the_recording_that_is_still_growing_is_heard(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    """After a break the same session is recorded on, and a clip from before the break is played."""
    app = sample_app
    recording = add_recording(app, with_gap())
    feed = Feed(app.base.folder / recording.folder, spec=SOUND)
    feed.begin()
    feed.hear(SOUND.sample(LENGTH_MS + 60_000), loud(30_000))
    _give(app, "Bageriet", CLIP)
    growing = _give(app, "Pausen", (LENGTH_MS + 61_000, LENGTH_MS + 71_000))
    rows = _form(app).item.form.passages
    _hear(rows, media, qtbot)
    assert any(media.sounding(1_000))
    _hear(rows, media, qtbot, 1)
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
    _following, block = _next_session(app)
    _give(app, "Bageriet på hjørnet nævnes tre gange", CLIP, block)
    room = _run(app)
    if room.tabs.count() == 3:
        room.tabs.setCurrentIndex(1)
    _hear(room.now.passages, media, qtbot)
    labels = [one for one in room.now.passages.findChildren(ElidedLabel) if one.isVisible()]
    assert [one.text() for one in labels] == [
        "Bageriet på hjørnet nævnes tre gange",
        "Samtaleflip 3 · 1:01–1:35 · 0:34",
    ]
    for label in labels:
        assert label.width() >= label.sizeHint().width(), label.text()
    close_app(app)
