from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.manifest import MANIFEST_NAME
from flipdesk.audio.recording_folder import (
    SegmentFault,
    SegmentProblem,
    read_recording,
    verify,
)
from flipdesk.audio.segment import SegmentName
from tests.audio.sounds import SPEC, Feed, noise, write_wav

SECOND = SPEC.rate_hz


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    feed = Feed(tmp_path, segment_s=2)
    feed.begin()
    feed.hear(0, noise(3 * SECOND))
    feed.writer.skip_to(5 * SECOND, "pause")
    feed.hear(5 * SECOND, noise(SECOND))
    return feed


def test_contents_of_a_closed_recording(feed: Feed) -> None:
    feed.writer.close()
    contents = read_recording(feed.folder)
    assert contents.spec == SPEC
    assert contents.device == "Bordmikrofon"
    assert contents.started_utc == datetime(2021, 4, 19, 7, 30, tzinfo=UTC)
    assert contents.total_ms == 6_000
    assert contents.recorded_ms == 4_000
    assert contents.closed_properly
    assert all(part.sha256 for part in contents.segments)


def test_recording_that_was_not_closed_has_all_its_sound(feed: Feed) -> None:
    contents = read_recording(feed.folder)
    assert not contents.closed_properly
    assert contents.recorded_ms == 4_000
    assert contents.segments[-1].sha256 is None
    assert verify(feed.folder) == (
        SegmentProblem(contents.segments[-1].path.name, SegmentFault.NEVER_CLOSED),
    )
    feed.writer.close()


def test_recording_without_a_manifest_has_all_its_sound(feed: Feed) -> None:
    feed.writer.close()
    (feed.folder / MANIFEST_NAME).unlink()
    contents = read_recording(feed.folder)
    assert contents.spec == SPEC
    assert contents.total_ms == 6_000
    assert [(gap.first_sample, gap.reason) for gap in contents.gaps] == [(3 * SECOND, "unknown")]


def test_true_length_counts_not_the_header(tmp_path: Path) -> None:
    data = noise(SECOND)
    path = write_wav(tmp_path / SegmentName(1, 0).file_name, data[:100], SPEC)
    path.write_bytes(path.read_bytes()[:44] + data)
    assert read_recording(tmp_path).segments[0].samples == SECOND


def test_tail_that_was_written_again_in_the_next_segment_is_cut(tmp_path: Path) -> None:
    write_wav(tmp_path / SegmentName(1, 0).file_name, noise(SECOND + 50), SPEC)
    write_wav(tmp_path / SegmentName(2, SECOND).file_name, noise(10), SPEC)
    contents = read_recording(tmp_path)
    assert [part.samples for part in contents.segments] == [SECOND, 10]
    assert contents.gaps == ()


def test_changed_and_missing_segments_are_found(feed: Feed) -> None:
    feed.writer.close()
    first, second, _third = read_recording(feed.folder).segments
    data = bytearray(first.path.read_bytes())
    data[9_000] ^= 1
    first.path.write_bytes(data)
    second.path.unlink()
    assert verify(feed.folder) == (
        SegmentProblem(first.path.name, SegmentFault.CHANGED),
        SegmentProblem(second.path.name, SegmentFault.MISSING),
    )


@pytest.mark.parametrize("size", [0, 20])
def test_segment_cut_within_its_header_is_no_sound(tmp_path: Path, size: int) -> None:
    (tmp_path / SegmentName(1, 0).file_name).write_bytes(bytes(size))
    assert read_recording(tmp_path).recorded_ms == 0


def test_foreign_files_are_passed_over(feed: Feed) -> None:
    feed.writer.close()
    (feed.folder / "segment-9-copy.wav").write_bytes(b"x" * 99)
    (feed.folder / "noter.txt").write_text("x")
    assert len(read_recording(feed.folder).segments) == 3


def test_empty_or_absent_folder_is_no_recording(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(AudioError) as caught:
            read_recording(folder)
        assert caught.value.kind is FailureKind.NO_RECORDING
