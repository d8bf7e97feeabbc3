import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from flipdesk.audio import peaks_file
from flipdesk.audio.events import SegmentClosed
from flipdesk.audio.loudness import read_loudness
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.peaks_file import BUCKET_FRAMES, HEADER, PAIR, PEAKS_NAME, PeaksFile, read_peaks
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import SPEC, Feed, noise


def expected(sound: NDArray[np.int16], channels: int = 1) -> NDArray[np.int16]:
    """The obvious way: one bucket after the other."""
    size = BUCKET_FRAMES * channels
    buckets = [sound[at : at + size] for at in range(0, len(sound), size)]
    return np.array([(part.min(), part.max()) for part in buckets], np.int16)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=12), st.sampled_from([1, 2]))
def test_outline_is_the_same_however_the_sound_comes(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], channels: int
) -> None:
    folder = tmp_path_factory.mktemp("peaks")
    sound = np.frombuffer(noise(sum(sizes), channels=channels), "<i2")
    file = PeaksFile(folder, AudioSpec(8_000, channels))
    at = 0
    for size in sizes:
        file.add(at, sound[at * channels : (at + size) * channels])
        at += size
    file.close()
    file.close()
    pairs = read_peaks(folder)
    assert pairs is not None
    assert pairs.tolist() == expected(sound, channels).tolist()


def test_gap_is_zeros_and_a_shared_bucket_keeps_both_sides(tmp_path: Path) -> None:
    file = PeaksFile(tmp_path, SPEC)
    file.add(0, np.full(100, -7, np.int16))
    file.add(200, np.full(100, 9, np.int16))
    file.add(5 * BUCKET_FRAMES, np.full(BUCKET_FRAMES, 3, np.int16))
    file.close()
    pairs = read_peaks(tmp_path)
    assert pairs is not None
    assert pairs.tolist() == [[-7, 9], [0, 0], [0, 0], [0, 0], [0, 0], [3, 3]]


@pytest.mark.parametrize("data", [None, b"", b"FLIPPEAK", bytes(400)])
def test_strange_side_file_is_passed_over(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / PEAKS_NAME).write_bytes(data)
    assert read_peaks(tmp_path) is None


@pytest.fixture
def recorded(tmp_path: Path) -> Feed:
    """A recording of 9 s: three segments, with a gap of 3 s from second 4 to 7."""
    feed = Feed(tmp_path, segment_s=3)
    feed.begin()
    feed.hear(0, noise(4 * SPEC.rate_hz, seed=5))
    feed.writer.skip_to(7 * SPEC.rate_hz, "pause")
    feed.hear(7 * SPEC.rate_hz, noise(2 * SPEC.rate_hz, seed=6))
    feed.writer.close()
    return feed


@pytest.mark.parametrize("damage", ["none", "missing", "short", "alien"])
@pytest.mark.parametrize("columns", [1, 7, 70, 400])
def test_outline_is_the_same_with_and_without_the_side_file(
    recorded: Feed, damage: str, columns: int
) -> None:
    whole = outline_of(read_recording(recorded.folder), columns)
    side_file = recorded.folder / PEAKS_NAME
    if damage == "missing":
        side_file.unlink()
    elif damage == "short":
        side_file.write_bytes(side_file.read_bytes()[:120])
    elif damage == "alien":
        side_file.write_bytes(bytes(64))
    outline = outline_of(read_recording(recorded.folder), columns)
    assert outline.lows.tolist() == whole.lows.tolist()
    assert outline.highs.tolist() == whole.highs.tolist()
    assert (outline.from_ms, outline.to_ms) == (0, 9_000)
    assert len(outline.lows) == len(outline.highs) == columns


def test_outline_shows_the_gap_as_nothing(recorded: Feed) -> None:
    outline = outline_of(read_recording(recorded.folder), 90)
    assert not outline.lows[41:69].any()
    assert not outline.highs[41:69].any()
    assert (outline.highs[:39] > 15_000).all()
    assert (outline.lows[71:] < -15_000).all()


def test_stretch_of_the_outline(recorded: Feed) -> None:
    stretch = outline_of(read_recording(recorded.folder), 10, from_ms=5_000, to_ms=6_000)
    assert not stretch.lows.any()
    loud = outline_of(read_recording(recorded.folder), 10, from_ms=7_500, to_ms=8_500)
    assert (loud.highs > 15_000).all()


def test_stretch_past_the_end_is_silent(recorded: Feed) -> None:
    outline = outline_of(read_recording(recorded.folder), 5, from_ms=20_000, to_ms=30_000)
    assert outline.highs.tolist() == [0] * 5


@pytest.mark.parametrize("lost", [(0, 1), (10, 30), (5, 31), (55, 70)])
@pytest.mark.parametrize("stretch", [(0, 9_000), (1_500, 8_000)])
def test_rows_that_a_power_cut_made_zeros_are_read_from_the_sound(
    recorded: Feed, lost: tuple[int, int], stretch: tuple[int, int]
) -> None:
    contents = read_recording(recorded.folder)
    whole = outline_of(contents, 70, from_ms=stretch[0], to_ms=stretch[1])
    quiet = read_loudness(contents).quiet_stretches()
    first, end = (HEADER.size + PAIR.size * one for one in lost)
    side_file = recorded.folder / PEAKS_NAME
    data = side_file.read_bytes()
    side_file.write_bytes(data[:first] + bytes(end - first) + data[end:])
    outline = outline_of(contents, 70, from_ms=stretch[0], to_ms=stretch[1])
    assert outline.lows.tolist() == whole.lows.tolist()
    assert outline.highs.tolist() == whole.highs.tolist()
    assert read_loudness(contents).quiet_stretches() == quiet


def test_sound_of_nothing_but_zeros_is_told_from_a_row_that_was_lost(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, bytes(2 * 8_000) + noise(8_000) + bytes(2 * 20_000))
    feed.writer.close()
    pairs = read_peaks(tmp_path)
    assert pairs is not None
    assert pairs.any(axis=1).all()
    contents = read_recording(tmp_path)
    contents.segments[0].path.unlink()
    assert read_loudness(contents).quiet_stretches() == ((2_348, 4_308),)


def test_file_that_cannot_be_read_leaves_its_rows_and_the_rest_is_there(recorded: Feed) -> None:
    contents = read_recording(recorded.folder)
    (recorded.folder / PEAKS_NAME).unlink()
    contents.segments[0].path.unlink()
    outline = outline_of(contents, 9)
    assert outline.highs[:3].tolist() == [0, 0, 0]
    assert (outline.highs[[3, 7, 8]] > 15_000).all()


def test_outline_is_on_the_disk_when_a_segment_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = [0]

    def sync(descriptor: int) -> None:
        synced[0] = os.fstat(descriptor).st_size

    monkeypatch.setattr(peaks_file, "sync_data", sync)
    feed = Feed(tmp_path, segment_s=2)
    feed.begin()
    feed.hear(0, noise(4 * SPEC.rate_hz))
    ends = [one for one in feed.events if isinstance(one, SegmentClosed)]
    assert len(ends) == 2
    assert synced[0] >= HEADER.size + PAIR.size * (4 * SPEC.rate_hz // BUCKET_FRAMES)
    feed.writer.close()
    assert synced[0] == (tmp_path / PEAKS_NAME).stat().st_size
