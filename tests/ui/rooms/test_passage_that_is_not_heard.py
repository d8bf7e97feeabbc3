"""A passage of Lån et øre that cannot be heard, or that stops by itself."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.fake_media import NO_OUTPUT, FakeMedia
from tests.ui.rooms.compile.listening_room import (
    GAP,
    add_recording,
    entered,
    with_gap,
)
from tests.ui.rooms.hearing import (
    CLIP,
    block_of,
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


def test_bearbejd_still_does_not_play_while_recording(
    sample_app: TestApp, qtbot: QtBot, said: list[str]
) -> None:
    add_recording(sample_app, with_gap())
    _following, _block_id = next_session(sample_app)
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
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    media.is_plugged_in = False
    hear_button(rows).click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [NO_OUTPUT]
    assert hear_button(rows).accessibleName() == "Hør Bageriet"
    media.is_plugged_in = True
    click_to_hear(rows, media, qtbot)
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
    give(app, "Bageriet", stretch)
    rows = form_of_the_block(app).item.form.passages
    hear_button(rows).click()
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
    give(sample_app, "Bageriet", CLIP)
    rows = form_of_the_block(sample_app).item.form.passages
    hear_button(rows).click()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert hear_button(rows).accessibleName() == "Hør Bageriet"


def test_nothing_plays_on_where_nobody_can_stop_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    app = sample_app
    add_recording(app, with_gap())
    give(app, "Bageriet", CLIP)
    room = form_of_the_block(app)
    rows = room.item.form.passages

    click_to_hear(rows, media, qtbot)
    room.run_sheet.view.go_to(0)
    assert not media.sounds()

    room.run_sheet.view.go_to(app.base.agenda.of_session(sample_session_id()).index(block_of(app)))
    QApplication.processEvents()
    click_to_hear(rows, media, qtbot)
    room.item.toggle_form()
    assert not media.sounds()

    room.item.toggle_form()
    QApplication.processEvents()
    click_to_hear(rows, media, qtbot)
    app.window.enter("home")
    assert not media.sounds()

    app.window.enter("prepare")
    QApplication.processEvents()
    click_to_hear(rows, media, qtbot)
    rows.taken_out.emit(app.passage_player.passage_id)
    assert not media.sounds()


def test_when_its_item_is_over_or_the_session_is_closed_the_passage_stops(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    app = sample_app
    add_recording(app, with_gap())
    following, block = next_session(app)
    give(app, "Bageriet", CLIP, block)
    room = run_room(app)
    click_to_hear(room.now.passages, media, qtbot)
    room.next_item()
    assert media.sounds()
    room.next_item()
    assert not media.sounds()
    app.workspace.undo()
    QApplication.processEvents()
    click_to_hear(room.now.passages, media, qtbot)
    app.workspace.open_session(None)
    assert not media.sounds()
    app.workspace.open_session(following)


def test_closing_the_window_ends_a_passage(qtbot: QtBot, tmp_path: Path) -> None:
    app, media = open_app(tmp_path, sample=True), FakeMedia()
    app.passage_player.player.make_media = lambda: media
    add_recording(app, with_gap())
    give(app, "Bageriet", CLIP)
    click_to_hear(form_of_the_block(app).item.form.passages, media, qtbot)
    close_app(app)
    assert media.stream is None
    assert app.passage_player.player.sound is None
