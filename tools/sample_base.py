"""The knowledge base of the pictures: every sample as it stood at a moment, with sound and minutes.

Everything goes through the stores and services; the sound is made-up noise, louder where somebody
has the floor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sample_moments import record_at

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.writer_settings import WriterSettings
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import RecordingId, SegmentId, SeriesId, SessionId, new_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import (
    AgendaKind,
    Audience,
    RecordingConsent,
    SessionState,
)
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.minutes import MinutesDesk
from flipdesk.services.samples import sample_files

# So coarse that the sound of two hours is small; its outline is as long as that of real sound.
SOUND = AudioSpec(rate_hz=200)
DEVICE = "Bordmikrofon"
PLANNED = datetime(2021, 4, 19, 12, 10, tzinfo=UTC)
"""When the plan of a session that comes was last changed."""


@dataclass(frozen=True)
class Written:
    """When the versions of a session's minutes were written."""

    session: str
    at: tuple[datetime, ...]


MINUTES = (
    Written("Samtaleflip 1", (datetime(2021, 2, 26, 9, 20, tzinfo=UTC),)),
    Written("Helhedsflip 1", (datetime(2021, 3, 11, 12, 5, tzinfo=UTC),)),
    Written("Lån et øre 1", (datetime(2021, 3, 25, 13, 30, tzinfo=UTC),)),
    Written(
        "Samtaleflip 2",
        (
            datetime(2021, 3, 26, 8, 40, tzinfo=UTC),
            datetime(2021, 4, 7, 11, 15, tzinfo=UTC),
            datetime(2021, 4, 21, 13, 52, tzinfo=UTC),
        ),
    ),
    Written("Samtaleflip 3", (datetime(2021, 4, 22, 13, 5, tzinfo=UTC),)),
)


def build_sample_base(folder: Path, moment: datetime) -> None:
    """Make the knowledge base as it stood at a moment."""
    clock = ManualClock(moment)
    base = open_or_create(folder, clock)
    try:
        for record in samples_at(moment):
            session = record.session
            held = session.state is not SessionState.PLANNED
            clock.at = min(moment, session.ends + timedelta(minutes=10)) if held else PLANNED
            with base.atomic():
                base.add_record(record)
            if session.state is SessionState.ENDED and may_be_recorded(record):
                add_sound(base, record)
        for written in MINUTES:
            write_minutes(base, clock, written, moment)
        clock.at = moment
        with base.atomic():
            base.settings.set("user_name", "Lærke")
    finally:
        base.close()


def samples_at(moment: datetime) -> Iterator[SessionRecord]:
    """Yield the sessions there were; the next of a series is planned when one has ended."""
    codebooks = load_shipped("da")
    every = [read_session(path.read_bytes(), codebooks, path.name) for path in sample_files()]
    states: dict[SeriesId, SessionState] = {}
    for record in sorted(every, key=lambda one: one.session.starts):
        if states.get(record.series.id, SessionState.ENDED) is SessionState.ENDED:
            then = record_at(record, moment)
            states[record.series.id] = then.session.state
            yield then


def may_be_recorded(record: SessionRecord) -> bool:
    return all(
        one.consent.recording is RecordingConsent.GIVEN
        for one in record.participants
        if one.attendance.came
    )


def write_minutes(
    base: KnowledgeBase, clock: ManualClock, written: Written, moment: datetime
) -> None:
    desk = MinutesDesk(base, clock)
    for session in base.sessions.all():
        if session.title == written.session and session.state is SessionState.ENDED:
            for at in written.at:
                if at <= moment:
                    clock.at = at
                    snapshot = desk.prepare(session.id, Audience.PARTICIPANTS, "da")
                    desk.store(snapshot, desk.render(snapshot))


def add_sound(base: KnowledgeBase, record: SessionRecord) -> None:
    """Record a session from its first item until somebody has got up and stopped it."""
    start, ended = record.recording_start(), record.agenda[-1].ended
    assert start is not None
    assert ended is not None
    stop = ended + timedelta(seconds=10)
    session_id = record.session.id
    folder = base.recording_folder(session_id)
    settings = WriterSettings(segment_s=24 * 3600)
    writer = RecordingWriter(
        folder, SOUND, AudioClock(start.astimezone(UTC)), lambda _event: None,
        device=DEVICE, settings=settings,
    )  # fmt: skip
    writer.begin(0, start.astimezone(UTC))
    writer.append(0, noise(record, start, stop))
    writer.close()
    with base.atomic():
        base.recordings.add(recording(base, session_id, start, stop, writer))


def recording(
    base: KnowledgeBase,
    session_id: SessionId,
    start: datetime,
    stop: datetime,
    writer: RecordingWriter,
) -> Recording:
    recording_id = RecordingId(new_guid())
    return Recording(
        id=recording_id,
        session_id=session_id,
        folder=base.recording_folder(session_id).relative_to(base.folder).as_posix(),
        device=DEVICE,
        rate_hz=SOUND.rate_hz,
        channels=SOUND.channels,
        started=start,
        stopped=stop,
        samples=writer.position,
        segments=tuple(
            Segment(
                SegmentId(new_guid()), recording_id, one.file, one.first_sample, one.samples,
                one.sha256,
            )
            for one in writer.digests
        ),
    )  # fmt: skip


def noise(record: SessionRecord, start: datetime, stop: datetime) -> bytes:
    """Return sound as long as the session, the same every time."""
    import numpy as np

    chance = np.random.default_rng(3)
    seconds = round((stop - start).total_seconds())
    swell = np.convolve(chance.uniform(0, 1, seconds), np.ones(45) / 45, mode="same")
    loudness = chance.uniform(0.35, 1, seconds) * np.clip(3.2 * (swell - 0.35), 0.12, 0.75)
    for turn in record.turns:
        heard = slice(turn.from_ms // 1000, (turn.to_ms or turn.from_ms) // 1000)
        loudness[heard] = np.minimum(0.95, 1.3 * loudness[heard] + 0.08)
    for item in record.agenda:
        if item.kind is AgendaKind.BREAK and item.started and item.ended:
            quiet = slice(round((item.started - start).total_seconds()),
                          round((item.ended - start).total_seconds()))  # fmt: skip
            loudness[quiet] = chance.uniform(0.01, 0.05, len(loudness[quiet]))
    samples = chance.uniform(-1, 1, seconds * SOUND.rate_hz) * loudness.repeat(SOUND.rate_hz)
    return (32_000 * samples).astype("<i2").tobytes()
