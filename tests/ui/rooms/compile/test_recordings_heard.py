"""Which recording of a session is heard, and what becomes of that when its files change."""

from dataclasses import replace

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.sound_gap import GapKind, SoundGap
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.audio.sounds import read_wav
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import (
    GAP,
    LENGTH_MS,
    SOUND,
    add_recording,
    entered,
    listening_room,
    loud,
    media,
    with_gap,
)

__all__ = ["listening_room", "media"]
LEFT = Qt.MouseButton.LeftButton


def test_session_without_recording_offers_to_take_one_in(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def ask(*args: object) -> tuple[str, str]:
        asked.append(args)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    bar = room.timeline_pane.bar
    assert bar.sentence.text() == "Sessionen har ingen optagelse."
    assert not bar.play_button.isVisible()
    qtbot.mouseClick(bar.import_button, LEFT)
    assert len(asked) == 1


def test_longest_recording_is_heard_and_another_can_be_chosen(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    longest = add_recording(sample_app, [(0, loud(1_500_000))])
    folder = sample_app.base.recording_folder(longest.session_id).parent / "diktafon"
    other = add_recording(sample_app, [(300_000, loud(900_000))], folder=folder)
    room = entered(sample_app, qtbot, media)
    assert room.listening.recording is not None
    assert room.listening.recording.id == longest.id
    bar = room.timeline_pane.bar
    assert bar.recording_button.isVisible()
    bar.recording_menu.aboutToShow.emit()
    actions = {one.text().rpartition(" · ")[2]: one for one in bar.recording_menu.actions()}
    assert set(actions) == {"25:00", "15:00"}
    assert actions["25:00"].isChecked()
    room.listening.seek(400_000)
    actions["15:00"].trigger()
    qtbot.waitUntil(lambda: room.listening.is_ready)
    assert room.listening.recording.id == other.id
    assert room.timeline_pane.timeline.gaps == (SoundGap(0, 300_000, GapKind.LOST),)
    assert room.listening.player.position_ms == 400_000


def test_file_that_is_gone_is_a_gap_and_the_rest_plays(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    sorted(sample_app.base.recording_folder(sample_session_id()).glob("segment-*"))[0].unlink()
    room = entered(sample_app, qtbot, media)
    assert room.timeline_pane.timeline.gaps[0] == SoundGap(0, 3_000_000)
    room.listening.hear_from(0)
    assert room.listening.player.position_ms == 3_000_000


def test_listening_goes_on_while_the_files_become_flac(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp, media: FakeMedia
) -> None:
    player, base = listening_room.listening.player, sample_app.base
    player.play_from(100_000)
    media.advance(500)
    heard, before = media.sounding(1_000), player.sound
    (recording,) = base.recordings.of_session(sample_session_id())
    folder = base.folder / recording.folder
    segments = []
    for one in recording.segments:
        path = folder / one.file_name
        soundfile.write(path.with_suffix(".flac"), read_wav(path), SOUND.rate_hz, "PCM_16")
        path.unlink()
        segments.append(replace(one, file_name=path.with_suffix(".flac").name))
    with base.atomic():
        changes = base.recordings.save(replace(recording, segments=tuple(segments)))
    listening_room.workspace.tell(changes)
    qtbot.waitUntil(lambda: player.sound is not before)
    assert media.sounds()
    assert player.position_ms == 100_500
    assert media.sounding(1_000) == heard
    assert listening_room.timeline_pane.timeline.gaps == (SoundGap(*GAP),)


def test_end_that_is_still_being_read_is_not_heard_in_another_room(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    add_recording(sample_app, with_gap())
    sample_app.workspace.want_end(sample_session_id())
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    room.listening.player.make_media = lambda: media
    assert not room.listening.is_ready
    sample_app.window.enter("prepare")
    qtbot.waitUntil(lambda: room.listening.is_ready)
    assert not media.sounds()
    sample_app.workspace.want_end(sample_session_id())
    sample_app.window.enter("compile")
    assert media.sounds()
    assert room.listening.player.position_ms == LENGTH_MS - 20_000


def test_imported_file_can_be_chosen_at_once_by_its_name_and_its_own_length(
    listening_room: CompileRoom, sample_app: TestApp
) -> None:
    bar = listening_room.timeline_pane.bar
    assert not bar.recording_button.isVisible()
    folder = sample_app.base.recording_folder(sample_session_id()).parent / "imported-0a1b"
    parts = [(3_600_000, loud(90_000))]
    add_recording(sample_app, parts, folder=folder, source="møde æ & ø.wav")
    assert bar.recording_button.isVisible()
    bar.recording_menu.aboutToShow.emit()
    words = [one.text() for one in bar.recording_menu.actions()]
    assert words == ["Optaget her · 2:31:58", "møde æ && ø.wav · 1:30"]
