"""Listening in Bearbejd to sound that is sealed, whole and damaged."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.sound_gap import GapKind, SoundGap
from flipdesk.knowledge.keys import Keys
from tests.audio.test_sealed_damage import flip
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import add_recording, entered, loud, media

__all__ = ["media"]
LENGTH_MS = 600_000


@pytest.fixture
def locked_app(sample_app: TestApp) -> TestApp:
    """The window on a knowledge base whose sound is sealed."""
    sample_app.base.keys = Keys(sample_app.base.folder, bytes(range(32)))
    add_recording(sample_app, [(0, loud(LENGTH_MS))])
    assert list(sample_app.base.recording_folder(sample_session_id()).glob("*.sealed-wav"))
    return sample_app


def test_sealed_sound_is_drawn_and_heard(
    locked_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    room = entered(locked_app, qtbot, media)
    room.listening.hear_from(60_000)
    assert media.sounds()
    sound = room.listening.player.sound
    assert sound is not None
    assert max(sound.loudness.columns(0, LENGTH_MS, 100)) > 0.5
    assert any(sound.read(sound.plan(), 0, 400))
    qtbot.waitUntil(lambda: not locked_app.jobs.running)
    assert room.timeline_pane.timeline.gaps == ()


def test_damage_that_only_the_key_finds_becomes_a_gap_of_the_timeline(
    locked_app: TestApp, qtbot: QtBot, media: FakeMedia
) -> None:
    (path,) = locked_app.base.recording_folder(sample_session_id()).glob("*.sealed-wav")
    flip(path, path.stat().st_size // 2)
    room = entered(locked_app, qtbot, media)
    timeline = room.timeline_pane.timeline
    qtbot.waitUntil(lambda: timeline.gaps != ())
    QApplication.processEvents()
    (gap,) = timeline.gaps
    assert gap.kind is GapKind.LOST
    assert gap.to_ms - gap.from_ms <= 500
    assert isinstance(gap, SoundGap)
    assert abs(gap.from_ms - LENGTH_MS // 2) < 60_000
    room.listening.hear_from(gap.from_ms - 5_000)
    assert media.sounds()
