import errno
import os
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio import durable, segment
from flipdesk.audio.events import GapLogged, SegmentClosed, SegmentOpened
from flipdesk.audio.manifest import Chunk, Gap, Opened, Stopped, read_manifest
from flipdesk.audio.recording_folder import read_recording, sha256_of, verify
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import SPEC, Feed, noise, read_wav

SECOND = SPEC.rate_hz


def test_sound_is_split_into_segments_without_losing_a_sample(tmp_path: Path) -> None:
    feed = Feed(tmp_path / "rec", segment_s=2)
    data = noise(5 * SECOND + 123)
    assert feed.begin() == 0
    feed.hear(0, data)
    feed.writer.close()
    contents = read_recording(feed.folder)
    assert [part.first_sample for part in contents.segments] == [0, 2 * SECOND, 4 * SECOND]
    heard = np.concatenate([read_wav(part.path) for part in contents.segments])
    assert heard.tobytes() == data
    assert contents.closed_properly
    assert not contents.gaps
    assert verify(feed.folder) == ()
    kinds = [type(event) for event in feed.events]
    assert kinds == [SegmentOpened, SegmentClosed] * 3
    assert feed.writer.digests[2].samples == SECOND + 123
    assert feed.writer.digests[0].sha256 == sha256_of(contents.segments[0].path)


def test_one_block_may_span_several_segments(tmp_path: Path) -> None:
    feed = Feed(tmp_path, segment_s=1)
    feed.begin()
    data = noise(3 * SECOND + 7)
    feed.writer.append(0, data)
    feed.writer.close()
    assert [part.samples for part in feed.writer.digests] == [SECOND, SECOND, SECOND, 7]


def test_manifest_has_an_anchor_for_what_is_safe(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(5 * SECOND))
    feed.writer.close()
    lines = read_manifest(tmp_path).lines
    opened = lines[0]
    assert isinstance(opened, Opened)
    assert (opened.device, opened.pid) == ("Bordmikrofon", os.getpid())
    assert opened.started_utc == "2021-04-19T07:30:00.000+00:00"
    chunks = [line for line in lines if isinstance(line, Chunk)]
    assert [chunk.end_sample for chunk in chunks] == [
        SPEC.sample(ms) for ms in (500, 2_500, 4_500, 5_000)
    ]
    for chunk in chunks:
        assert chunk.monotonic_ns == SPEC.ms(chunk.end_sample) * 1_000_000
    assert chunks[-1].utc == "2021-04-19T07:30:05.000+00:00"
    assert 0.5 < chunks[0].peak < 0.7
    assert 0.3 < chunks[0].rms < 0.4
    assert isinstance(lines[-1], Stopped)
    assert lines[-1].end_sample == 5 * SECOND


def test_what_is_told_as_safe_was_synced_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    synced: list[int] = []

    def sync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_size)
        durable.sync_data(descriptor)

    monkeypatch.setattr(segment, "sync_data", sync)
    feed.hear(0, noise(5 * SECOND))
    chunks = [line for line in read_manifest(tmp_path).lines if isinstance(line, Chunk)]
    assert [chunk.end_sample for chunk in chunks] == [SPEC.sample(ms) for ms in (500, 2_500, 4_500)]
    assert {44 + 2 * chunk.end_sample for chunk in chunks} <= set(synced)
    assert np.diff(synced[1:]).max() <= 2 * SPEC.sample(500)
    feed.writer.close()


def test_hole_in_the_sound_is_a_gap_on_the_timeline(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.append(3 * SECOND, noise(SECOND))
    feed.writer.skip_to(5 * SECOND, "pause")
    feed.writer.append(5 * SECOND, noise(10))
    feed.writer.close()
    contents = read_recording(tmp_path)
    gaps = [(gap.first_sample, gap.samples, gap.reason) for gap in contents.gaps]
    assert gaps == [(SECOND, 2 * SECOND, "dropped"), (4 * SECOND, SECOND, "pause")]
    assert [event for event in feed.events if isinstance(event, GapLogged)] == [
        GapLogged(SECOND, 2 * SECOND, "dropped"),
        GapLogged(4 * SECOND, SECOND, "pause"),
    ]


@pytest.mark.parametrize("failing", range(1, 14))
def test_sound_refused_at_any_write_is_written_when_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The disk fills, half of a write arrives, and room is made: nothing lost, nothing doubled."""
    feed = Feed(tmp_path, segment_s=1)
    feed.begin()
    data = noise(3 * SECOND)
    calls = 0

    def write_at(descriptor: int, piece: bytes | memoryview, place: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            os.pwrite(descriptor, bytes(piece)[: len(piece) // 2], place)
            raise OSError(errno.ENOSPC, "No space left on device")
        durable.write_at(descriptor, piece, place)

    monkeypatch.setattr(segment, "write_at", write_at)
    refusals = 0
    for at in range(0, 3 * SECOND, 2_000):
        block = data[2 * at : 2 * at + 4_000]
        try:
            feed.writer.append(at, block)
        except OSError:
            refusals += 1
            feed.writer.abandon_segment()
            feed.writer.append(at, block)
    feed.writer.close()
    assert refusals == 1
    contents = read_recording(tmp_path)
    heard = b"".join(read_wav(part.path)[: part.samples].tobytes() for part in contents.segments)
    assert heard == data
    assert not contents.gaps


def test_second_recorder_goes_on_where_the_timeline_stands(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(2 * SECOND))
    feed.writer.close()
    feed.clock.advance(90_000)
    feed.open()
    assert feed.begin() == 92 * SECOND
    feed.hear(92 * SECOND, noise(SECOND))
    feed.writer.close()
    contents = read_recording(tmp_path)
    assert [part.number for part in contents.segments] == [1, 2]
    assert contents.segments[1].first_sample == 92 * SECOND
    assert [(gap.samples, gap.reason) for gap in contents.gaps] == [(90 * SECOND, "stopped")]
    assert contents.closed_properly


def test_recorder_after_a_kill_counts_the_sound_that_had_no_anchor_yet(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(SECOND // 2))  # anchored at 0.4 s, written to 0.5 s, then killed
    feed.clock.advance(10_000)
    feed.open()
    assert feed.begin() == SPEC.sample(10_500)
    feed.writer.append(SPEC.sample(10_500), noise(10))
    feed.writer.close()
    first, second = read_recording(tmp_path).segments
    assert first.samples == SECOND // 2
    assert (second.number, second.first_sample) == (2, SPEC.sample(10_500))


def test_after_a_new_start_of_the_machine_the_wall_clock_tells(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.clock.advance(50_000)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.close()
    feed.clock = type(feed.clock)(feed.clock.utc_at(111_000 * 1_000_000))
    feed.open()
    assert feed.begin() == 61 * SECOND
    feed.writer.close()


def test_clock_set_back_makes_no_overlap(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.clock.advance(50_000)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.close()
    feed.clock = type(feed.clock)(feed.clock.utc_at(0))
    feed.open()
    assert feed.begin() == SECOND
    feed.writer.close()


def test_folder_in_which_nothing_was_heard_is_left_empty(tmp_path: Path) -> None:
    feed = Feed(tmp_path / "rec")
    feed.writer.close()
    assert list(feed.folder.iterdir()) == []


def test_stereo_is_counted_in_frames(tmp_path: Path) -> None:
    spec = AudioSpec(8_000, 2)
    feed = Feed(tmp_path, spec=spec, segment_s=1)
    feed.begin()
    feed.hear(0, noise(12_000, channels=2))
    feed.writer.close()
    assert [part.samples for part in read_recording(tmp_path).segments] == [8_000, 4_000]
    gap_lines = [line for line in read_manifest(tmp_path).lines if isinstance(line, Gap)]
    assert gap_lines == []


def test_two_recorders_in_one_folder_lose_nothing(tmp_path: Path) -> None:
    """One was left alone by a window that died; the next window began another."""
    alone = Feed(tmp_path, segment_s=2)
    alone.begin()
    data = noise(8 * SECOND)
    alone.hear(0, data[: 2 * 3 * SECOND])
    begun = Feed(tmp_path, segment_s=2)
    begun.clock = alone.clock
    begun.open()
    assert begun.begin() == 3 * SECOND
    for at in range(3 * SECOND, 8 * SECOND, SECOND):
        part = data[2 * at : 2 * (at + SECOND)]
        alone.clock.advance(1_000)
        alone.writer.append(at, part)
        begun.writer.append(at, part)
    alone.writer.close()
    begun.writer.close()
    contents = read_recording(tmp_path)
    heard = b"".join(read_wav(part.path)[: part.samples].tobytes() for part in contents.segments)
    assert heard == data
    assert verify(tmp_path) == ()
