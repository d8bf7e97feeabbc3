"""Off the record: nothing of it is on the disk, whatever had been written before it was said."""

import os
from pathlib import Path

import pytest

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.compress import compress
from flipdesk.audio.events import (
    GapLogged,
    RecorderEvent,
    RecordingPaused,
    RecordingResumed,
    SegmentClosed,
)
from flipdesk.audio.peaks_file import BUCKET_FRAMES, read_peaks
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.ring import OFF_RECORD_MARGIN_NS, Pause, Resume, Ring
from flipdesk.audio.seal import seal_of
from flipdesk.audio.sealed_file import RECORD_HEAD, RecordKind
from flipdesk.audio.sealed_reading import pieces_of
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.segment import SegmentFile, SegmentName
from flipdesk.audio.segment_reader import sealed_stem
from flipdesk.audio.writer import Writer
from flipdesk.audio.writer_settings import WriterSettings
from flipdesk.domain.sound_gap import GapKind
from tests.audio.sounds import SPEC, noise
from tests.helpers.needle import files_with

BLOCK_MS = 50
KEY = bytes(range(32))
MARGIN_MS = OFF_RECORD_MARGIN_NS // 1_000_000
MS = 1_000_000


class Room:
    """Sound that is put into a ring and written at once, as time passes."""

    def __init__(
        self,
        folder: Path,
        *,
        segment_s: int = 300,
        off_record_ns: int = 0,
        key: bytes | None = None,
    ) -> None:
        self.folder = folder
        self.key = key
        self.clock = ManualClock()
        self.events: list[RecorderEvent] = []
        self.said = b""
        self.open(segment_s=segment_s, off_record_ns=off_record_ns)

    def open(self, *, segment_s: int = 300, off_record_ns: int = 0) -> None:
        """Begin to record into the folder, as a recorder does that takes another's place."""
        settings = WriterSettings(segment_s, 400)
        self.ring = Ring(SPEC, self.clock)
        recording = RecordingWriter(
            self.folder, SPEC, self.clock, self.events.append, settings=settings, key=self.key
        )
        self.writer = Writer(
            self.ring,
            recording,
            SPEC,
            self.clock,
            self.events.append,
            off_record_ns=off_record_ns,
        )

    def speak(self, ms: int) -> bytes:
        spoken = b""
        for _block in range(ms // BLOCK_MS):
            self.clock.advance(BLOCK_MS)
            block = noise(SPEC.rate_hz * BLOCK_MS // 1000, seed=1 + len(self.said) + len(spoken))
            # Handed over a little late, as sound is, and told when it was heard.
            self.ring.put(block, False, 1)
            self.writer.drain()
            spoken += block
        self.said += spoken
        return spoken

    def off_record(self, *, late_ms: int = 0) -> None:
        """Wish it, so long ago."""
        self.ring.mark(Pause(self.clock.monotonic_ns() - late_ms * MS, off_record=True))

    def resume(self) -> None:
        self.ring.mark(Resume(self.clock.monotonic_ns()))

    def finish(self) -> None:
        self.writer.finish()
        while not self.writer.ended:
            self.writer.drain()

    def of(self, kind: type[RecorderEvent]) -> list[RecorderEvent]:
        return [event for event in self.events if isinstance(event, kind)]


def ms(data: bytes, from_ms: int, to_ms: int) -> bytes:
    a_ms = SPEC.rate_hz // 1000 * SPEC.frame_bytes
    return data[from_ms * a_ms : to_ms * a_ms]


@pytest.mark.parametrize("late_ms", [0, 20, 400, 1_500])
@pytest.mark.parametrize("segment_s", [1, 300])
def test_what_was_written_before_the_wish_arrived_is_taken_away(
    tmp_path: Path, late_ms: int, segment_s: int
) -> None:
    room = Room(tmp_path, segment_s=segment_s)
    room.speak(3_000)
    room.off_record(late_ms=late_ms)
    room.speak(2_000)
    assert room.of(RecordingPaused)
    off_ms = 3_000 - late_ms - MARGIN_MS
    assert files_with(tmp_path, ms(room.said, off_ms, 5_000)) == []
    room.resume()
    room.speak(2_000)
    room.finish()
    on_ms = 5_000 + MARGIN_MS
    contents = read_recording(tmp_path)
    assert files_with(tmp_path, ms(room.said, off_ms, on_ms)) == []
    assert files_with(tmp_path, ms(room.said, off_ms - 20, off_ms)) != []
    assert files_with(tmp_path, ms(room.said, on_ms, on_ms + 20)) != []
    (gap,) = contents.gaps
    assert (gap.reason, gap.kind) == ("off_record", GapKind.OFF_RECORD)
    assert SPEC.ms(gap.first_sample) == off_ms
    assert SPEC.ms(gap.samples) == on_ms - off_ms
    assert verify(tmp_path) == ()
    (logged,) = room.of(GapLogged)
    assert isinstance(logged, GapLogged)
    assert logged.reason == "off_record"
    assert not any(level.missing_ms for level in room.events if hasattr(level, "missing_ms"))


def test_outline_holds_nothing_of_it(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.speak(3_000)
    room.off_record(late_ms=1_000)
    room.speak(2_000)
    room.resume()
    room.speak(1_000)
    room.finish()
    peaks = read_peaks(tmp_path)
    assert peaks is not None
    first = (3_000 - 1_000 - MARGIN_MS) * SPEC.rate_hz // 1000 // BUCKET_FRAMES
    last = (5_000 + MARGIN_MS) * SPEC.rate_hz // 1000 // BUCKET_FRAMES
    assert not peaks[first:last].any()
    assert peaks[: first - 1].any(axis=1).all()
    assert peaks[last:].any(axis=1).all()


def test_segment_that_is_wholly_off_the_record_is_gone_and_not_missed(tmp_path: Path) -> None:
    room = Room(tmp_path, segment_s=1)
    room.speak(3_200)
    room.off_record(late_ms=400)
    room.speak(500)
    room.finish()
    names = [one.path.name for one in read_recording(tmp_path).segments]
    assert names == [path.name for path in sorted(tmp_path.glob("segment-*"))]
    assert len(names) == 3
    gone = [one for one in room.of(SegmentClosed) if isinstance(one, SegmentClosed)][-1]
    assert gone.samples == 0
    assert verify(tmp_path) == ()
    compress(tmp_path)
    assert verify(tmp_path) == ()
    assert files_with(tmp_path, ms(room.said, 3_200 - 400 - MARGIN_MS, 3_700)) == []


def test_pause_becomes_off_the_record_and_both_are_told(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.speak(2_000)
    room.ring.mark(Pause(room.clock.monotonic_ns()))
    room.speak(1_000)
    room.off_record()
    room.speak(1_000)
    room.resume()
    room.speak(1_000)
    room.finish()
    gaps = read_recording(tmp_path).gaps
    assert [gap.reason for gap in gaps] == ["pause", "off_record"]
    assert [SPEC.ms(gap.first_sample) for gap in gaps] == [2_000, 3_000 - MARGIN_MS]


def test_pause_does_not_end_what_is_off_the_record(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.speak(1_000)
    room.off_record()
    room.speak(500)
    room.ring.mark(Pause(room.clock.monotonic_ns()))
    room.speak(500)
    room.resume()
    room.speak(500)
    room.finish()
    assert [gap.reason for gap in read_recording(tmp_path).gaps] == ["off_record"]
    assert len(room.of(RecordingResumed)) == 1


def test_disk_that_refuses_meanwhile_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path)
    room.speak(2_000)
    whole, refusals = SegmentFile.close, 3

    def close(segment: SegmentFile) -> None:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            raise OSError(5, "Input/output error")
        whole(segment)

    monkeypatch.setattr(SegmentFile, "close", close)
    room.off_record(late_ms=500)
    room.speak(4_000)
    room.resume()
    room.speak(1_000)
    room.finish()
    assert files_with(tmp_path, ms(room.said, 1_500 - MARGIN_MS, 6_000 + MARGIN_MS)) == []
    assert [gap.reason for gap in read_recording(tmp_path).gaps] == ["off_record"]


def test_recorder_that_takes_the_place_of_one_that_never_heard_the_wish(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.speak(4_000)
    # It has died, and what it wrote since the wish lies there.
    since_ns = room.clock.monotonic_ns() - 1_000 * MS
    room.open(off_record_ns=since_ns - OFF_RECORD_MARGIN_NS)
    room.speak(2_000)
    assert files_with(tmp_path, ms(room.said, 3_000 - MARGIN_MS + 60, 6_000)) == []
    room.resume()
    room.speak(1_000)
    room.finish()
    assert files_with(tmp_path, ms(room.said, 0, 2_600)) != []
    gaps = read_recording(tmp_path).gaps
    assert {gap.reason for gap in gaps} == {"off_record"}


def test_recorder_that_died_off_the_record_left_a_gap_of_that_reason(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.speak(2_000)
    room.off_record()
    room.speak(1_000)
    room.open()
    room.speak(1_000)
    room.finish()
    assert [gap.kind for gap in read_recording(tmp_path).gaps] == [GapKind.OFF_RECORD]
    assert files_with(tmp_path, ms(room.said, 2_000 - MARGIN_MS, 3_000)) == []


@pytest.mark.parametrize("late_ms", [0, 400, 1_500])
@pytest.mark.parametrize("segment_s", [1, 300])
def test_sealed_sound_goes_too_and_the_rest_opens(
    tmp_path: Path, late_ms: int, segment_s: int
) -> None:
    room = Room(tmp_path, segment_s=segment_s, key=KEY)
    room.speak(3_000)
    sealed = sealed_records(tmp_path)
    room.off_record(late_ms=late_ms)
    room.speak(2_000)
    room.resume()
    room.speak(2_000)
    room.finish()
    off_ms, on_ms = 3_000 - late_ms - MARGIN_MS, 5_000 + MARGIN_MS
    contents = read_recording(tmp_path, KEY)
    (gap,) = contents.gaps
    assert gap.reason == "off_record"
    assert SPEC.ms(gap.first_sample) == off_ms
    assert verify(tmp_path, KEY) == ()
    heard = b"".join(plain(one.path, KEY) for one in contents.segments)
    assert heard == ms(room.said, 0, off_ms) + ms(room.said, on_ms, 7_000)
    # Not as it was sealed either: who has the key cannot open what is not there.
    left = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("segment-*")))
    for at_ms, data in sealed.items():
        assert (data in left) == (at_ms + 50 <= off_ms), at_ms
    peaks = read_peaks(tmp_path, seal_of(KEY, tmp_path.name))
    assert peaks is not None
    first, last = (one * SPEC.rate_hz // 1000 // BUCKET_FRAMES for one in (off_ms, on_ms))
    assert not peaks[first:last].any()
    assert peaks[last:].any(axis=1).all()


def sealed_records(folder: Path) -> dict[int, bytes]:
    """Return the sealed bytes of each block of 50 ms on the disk, by its place."""
    found = {}
    for path in sorted(folder.glob("segment-*.sealed-wav")):
        name, data = SegmentName.parse(path.name), path.read_bytes()
        assert name is not None
        descriptor = open_to_read(path)
        try:
            for one in all_records(descriptor):
                if one.kind == RecordKind.DATA:
                    place = name.first_sample + one.place // SPEC.frame_bytes
                    found[SPEC.ms(place)] = data[one.offset + RECORD_HEAD.size : one.following]
        finally:
            os.close(descriptor)
    return found


def plain(path: Path, key: bytes) -> bytes:
    """Return the sound of a sealed segment."""
    seal = seal_of(key, path.parent.name)
    assert seal is not None
    return b"".join(data for _place, data in pieces_of(path, seal, sealed_stem(path)))
