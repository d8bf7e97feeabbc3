"""Writes one recording: segments, manifest and outline, in step and without a thread of its own."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flipdesk.audio.clock import Clock
from flipdesk.audio.events import (
    ClockChanged,
    GapLogged,
    GapReason,
    RecorderEvent,
    SegmentClosed,
    SegmentDigest,
    SegmentOpened,
)
from flipdesk.audio.gauge import Gauge
from flipdesk.audio.levels import NO_LEVEL, Level
from flipdesk.audio.manifest import (
    MANIFEST_NAME,
    ClockSet,
    DeviceUsed,
    Gap,
    Manifest,
    OffRecord,
    Opened,
    SegmentBegun,
    SegmentEnded,
    Stopped,
    utc_text,
)
from flipdesk.audio.peaks_file import peaks_name
from flipdesk.audio.process_life import born
from flipdesk.audio.seal import seal_of
from flipdesk.audio.sealed_segment import new_segment
from flipdesk.audio.segment import MOST_DATA_BYTES, GrowingSegment, SegmentName
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.take_away import ended, take_away_from, with_closed
from flipdesk.audio.timeline import beginning, place_of
from flipdesk.audio.unanchored import Unanchored
from flipdesk.audio.writer_settings import WriterSettings
from flipdesk.paths import private_folder

_LONG_AGO_NS = -(1 << 62)
_NOT_MISSED = {GapReason.PAUSE, GapReason.OFF_RECORD, GapReason.STOPPED}


class RecordingWriter:
    """Puts sound on the disk at its place on the session timeline.

    `append` may be called again with the same sound after an OSError: what is already written is
    skipped, by position, so nothing is lost and nothing doubled.
    """

    def __init__(
        self,
        folder: Path,
        spec: AudioSpec,
        clock: Clock,
        emit: Callable[[RecorderEvent], None],
        *,
        device: str = "",
        settings: WriterSettings | None = None,
        key: bytes | None = None,
    ) -> None:
        """Open a folder, new or with an earlier part of the recording in it. A key seals.

        Raises:
            OSError: the folder cannot be made or written.
        """
        self._settings = settings or WriterSettings()
        private_folder(folder)
        self._folder = folder
        self._seal = seal_of(key, folder.name)
        self._spec = spec
        self._clock = clock
        self._emit = emit
        self._device = device
        self._frame_bytes = spec.frame_bytes
        wanted_bytes = self._settings.segment_s * spec.rate_hz * spec.frame_bytes
        self._most_bytes = min(wanted_bytes, MOST_DATA_BYTES - MOST_DATA_BYTES % spec.frame_bytes)
        self._number = 0
        self._segment: GrowingSegment | None = None
        self._digests: list[SegmentDigest] = []
        self._unanchored: Unanchored | None = None
        self._synced_ns = clock.monotonic_ns()
        self._anchored_ns = _LONG_AGO_NS
        self.position = 0
        self.dropped_blocks = 0
        self.missed_samples = 0
        """How much was not recorded though it should have been, so far."""
        self._manifest = Manifest(folder, self._seal)
        self._gauge = Gauge(folder, spec, self._seal)

    @property
    def digests(self) -> tuple[SegmentDigest, ...]:
        """Return the segments closed so far."""
        return tuple(self._digests)

    def begin(self, heard_ns: int, heard_utc: datetime, *, off_record_ns: int = 0) -> int:
        """Return the place on the session timeline of the first sound, heard at this moment.

        Called once, before anything is written: the first frames can be late by seconds. What a
        recorder before has written since `off_record_ns` is taken away; 0 is nothing.
        """
        if off_record_ns:
            self._take_away(place_of(self._folder, self._spec, off_record_ns))
        start = beginning(self._folder, self._spec, heard_ns, heard_utc, self._seal)
        self._number = start.number
        self.position = start.recorded_until
        self._manifest.add(
            Opened(
                first_sample=start.first_sample,
                rate_hz=self._spec.rate_hz,
                channels=self._spec.channels,
                device=self._device,
                started_utc=utc_text(heard_utc),
                monotonic_ns=heard_ns,
                pid=os.getpid(),
                born=born(os.getpid()),
            ),
            durable=True,
        )
        off_record = start.off_record or off_record_ns > 0
        self.skip_to(start.first_sample, GapReason.OFF_RECORD if off_record else GapReason.STOPPED)
        return start.first_sample

    def append(
        self, first_sample: int, data: bytes, *, heard_ns: int | None = None, overflows: int = 0
    ) -> None:
        """Write whole frames that begin at a sample; a hole before them is logged as dropped.

        `heard_ns` is when the last of them came in, on the monotonic clock.

        Raises:
            OSError: the disk refused; call `abandon_segment`, then again with the same sound.
        """
        if first_sample > self.position:
            self.skip_to(first_sample, GapReason.DROPPED)
        rest = memoryview(data)[(self.position - first_sample) * self._frame_bytes :]
        while rest:
            segment = self._segment or self._open_segment()
            piece = rest[: self._most_bytes - segment.data_bytes]
            segment.write(piece)
            self._note(overflows, heard_ns)
            overflows = 0
            self._gauge.add(self.position, piece)
            self.position += len(piece) // self._frame_bytes
            rest = rest[len(piece) :]
            if segment.data_bytes >= self._most_bytes:
                self.close_segment()
        if self._gauge.is_full:
            self._gauge.write_outline()

    def level(self) -> Level:
        """Return how loud it was since the last call."""
        return self._gauge.meter_level()

    def skip_to(self, sample: int, reason: str) -> None:
        """Leave a gap on the timeline up to a sample; nothing when it is already there."""
        if sample <= self.position:
            return
        self.close_segment()
        gap = Gap(self.position, sample - self.position, reason)
        self._manifest.add(gap, durable=True)
        self.position = sample
        if reason not in _NOT_MISSED:
            self.missed_samples += gap.samples
        self._emit(GapLogged(gap.first_sample, gap.samples, reason))

    def go_off_record(self, sample: int) -> None:
        """Say that from a sample on nothing is kept, and take away what has been written of it."""
        self.close_segment()
        self._take_away(sample)
        self._manifest.add(OffRecord(self.position), durable=True)

    def _take_away(self, sample: int) -> None:
        for line in take_away_from(self._folder, self._spec, sample, self._seal):
            self._close_as(line)
        self._gauge.forget_from(sample)
        self.position = min(self.position, sample)

    def use_device(self, sample: int, device: str) -> None:
        """Say that from a sample on another microphone is heard."""
        self.close_segment()
        self._device = device
        self._manifest.add(DeviceUsed(sample, device), durable=True)

    def set_clock(self, sample: int, shift_ms: int) -> None:
        """Say that the wall clock was set; the timeline goes on as if nothing had happened."""
        self.close_segment()
        line = ClockSet(sample, shift_ms, utc_text(self._clock.utc()))
        self._manifest.add(line, durable=True)
        self._emit(ClockChanged(sample, shift_ms))

    def close_segment(self) -> None:
        """Finish the open segment, if there is one, with its hash."""
        segment = self._segment
        if segment is None:
            return
        segment.sync()
        self._anchor()
        self._gauge.sync_outline()
        segment.close()
        line = ended(segment)
        self._segment = None
        self._close_as(line)

    def _close_as(self, line: SegmentEnded) -> None:
        """Say what a closed segment is, or has become; one of no samples is gone."""
        self._digests = with_closed(self._digests, line)
        self._manifest.add(line, durable=True)
        self._emit(SegmentClosed(line.number, line.file, line.first_sample, line.samples))

    def abandon_segment(self) -> None:
        """Let go of the open segment after an error; its header is true, its hash is not known."""
        segment, self._segment = self._segment, None
        self._unanchored = None
        self._gauge.chunk_level()
        if segment is not None:
            segment.let_go()

    def close(self, *, off_record_until: int = 0) -> None:
        """Finish everything and say in the manifest that it was finished.

        A recording that ends off the record has nothing up to a sample.

        Raises:
            OSError: the disk refused; what was written before stands.
        """
        try:
            self.close_segment()
            if (off := off_record_until - self.position) > 0:
                self._manifest.add(Gap(self.position, off, GapReason.OFF_RECORD))
            if self._number:
                stopped = Stopped(self.position, utc_text(self._clock.utc()))
                self._manifest.add(stopped, durable=True)
        finally:
            self.abandon_segment()
            self._manifest.close()
            self._gauge.close()
            if not self._number:
                self._remove_empty()

    def _remove_empty(self) -> None:
        """Take away what was only opened, when no sound ever came into this folder."""
        manifest = self._folder / MANIFEST_NAME
        if not manifest.stat().st_size:
            manifest.unlink()
            (self._folder / peaks_name(self._seal)).unlink()

    def _open_segment(self) -> GrowingSegment:
        # A recorder left alone by a window that died may still be writing beside this one.
        while any(self._folder.glob(f"segment-{self._number:04d}-*")):
            self._number += 1
        name = SegmentName(self._number, self.position)
        self._segment = segment = new_segment(self._folder, name, self._spec, self._seal)
        self._number += 1
        self._synced_ns = self._clock.monotonic_ns()
        self._anchored_ns = _LONG_AGO_NS
        self._manifest.add(
            SegmentBegun(name.number, segment.path.name, name.first_sample), durable=True
        )
        self._emit(SegmentOpened(name.number, segment.path.name, name.first_sample))
        return segment

    def _note(self, overflows: int, heard_ns: int | None) -> None:
        self._unanchored = self._unanchored or Unanchored(self.position)
        self._unanchored.overflows += overflows
        self._unanchored.heard_ns = heard_ns

    def sync_when_due(self) -> None:
        """Let what is written survive a power cut; waits for the disk, twice a second.

        Raises:
            OSError: the disk refused; call `abandon_segment`.
        """
        now_ns = self._clock.monotonic_ns()
        if self._segment is None or now_ns - self._synced_ns < self._settings.sync_ms * 1_000_000:
            return
        self._segment.sync()
        self._synced_ns = now_ns
        if now_ns - self._anchored_ns >= self._settings.anchor_ms * 1_000_000:
            self._anchor()

    def _anchor(self) -> None:
        """Note in the manifest what was just synced, and put it on the outline."""
        chunk, segment = self._unanchored, self._segment
        if chunk is None or segment is None:
            return
        heard, number = self._gauge.chunk_level(), segment.name.number
        level = heard if self._seal is None else NO_LEVEL  # it tells a little of what was said
        self._manifest.add(
            chunk.chunk(number, self.position, self._clock, level, self.dropped_blocks)
        )
        self._gauge.write_outline()
        self._unanchored = None
        self._anchored_ns = self._clock.monotonic_ns()
