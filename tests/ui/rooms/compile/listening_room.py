"""Bearbejd with a session that was recorded, and a loudspeaker turned by hand."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, new_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.sound_keys import key_of
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.audio.sounds import Feed
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia

SOUND = AudioSpec(400, 1)
"""So coarse that two hours are small."""
LENGTH_MS = 9_130_000
GAP = (3_600_000, 3_612_000)
"""Twelve seconds an hour into the session."""


def loud(ms: int, seed: int = 1) -> bytes:
    values = np.random.default_rng(seed).integers(-20_000, 20_000, SOUND.sample(ms))
    return values.astype("<i2").tobytes()


def add_recording(
    app: TestApp, parts: list[tuple[int, bytes]], *, folder: Path | None = None, source: str = ""
) -> Recording:
    """Store a recording of the sample session with sound at these milliseconds."""
    session_id = sample_session_id()
    recording, changes = stored_recording(app.base, session_id, parts, folder, source)
    app.workspace.tell(changes)
    return recording


def stored_recording(
    base: KnowledgeBase,
    session_id: SessionId,
    parts: list[tuple[int, bytes]],
    folder: Path | None = None,
    source: str = "",
) -> tuple[Recording, Changes]:
    """Store a recording of a session with sound at these milliseconds."""
    record = base.record(session_id)
    folder = folder or base.recording_folder(session_id)
    key = key_of(base, folder, make=True)
    feed = Feed(folder, spec=SOUND, segment_s=3_000, key=key)
    feed.begin()
    for at_ms, sound in parts:
        feed.hear(SOUND.sample(at_ms), sound, step_ms=60_000)
    feed.writer.close()
    start = record.recording_start() or record.session.starts
    recording_id = RecordingId(new_guid())
    segments = tuple(
        Segment(
            SegmentId(new_guid()), recording_id, one.file, one.first_sample, one.samples, one.sha256
        )
        for one in feed.writer.digests
    )
    recording = Recording(
        id=recording_id,
        session_id=session_id,
        folder=folder.relative_to(base.folder).as_posix(),
        device="Bordmikrofon",
        rate_hz=SOUND.rate_hz,
        channels=1,
        started=start,
        stopped=start + timedelta(milliseconds=LENGTH_MS),
        samples=max(one.first_sample + one.samples for one in segments),
        segments=segments,
        source=source,
    )
    with base.atomic():
        return recording, base.recordings.add(recording)


def wave_point(room: CompileRoom, ms: int) -> QPoint:
    timeline = room.timeline_pane.timeline
    return QPoint(timeline.span.x(ms, timeline.width()), timeline.strips().wave.center().y())


def with_gap() -> list[tuple[int, bytes]]:
    return [(0, loud(GAP[0])), (GAP[1], loud(LENGTH_MS - GAP[1], 2))]


def entered(app: TestApp, qtbot: QtBot, media: FakeMedia) -> CompileRoom:
    """Enter Bearbejd and wait until one can listen."""
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    room.listening.player.make_media = lambda: media
    qtbot.waitUntil(lambda: room.listening.is_ready)
    QApplication.processEvents()
    return room


@pytest.fixture
def media() -> FakeMedia:
    return FakeMedia()


@pytest.fixture
def listening_room(sample_app: TestApp, qtbot: QtBot, media: FakeMedia) -> CompileRoom:
    add_recording(sample_app, with_gap())
    return entered(sample_app, qtbot, media)
