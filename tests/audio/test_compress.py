"""Segments become FLAC: nothing is lost, whatever happens on the way."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio import compress as module
from flipdesk.audio.beacon import write_beacon
from flipdesk.audio.compress import CompressionFault, Uncompressed, compress, uncompressed
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.manifest import Compressed, SegmentEnded, read_manifest
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.peaks_file import PEAKS_NAME
from flipdesk.audio.recording_folder import read_recording, sha256_of, verify
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import SPEC, Feed, noise
from tests.helpers.at_work import at_work, beacon_of
from tests.helpers.killed import run_until_touch

SECOND = SPEC.rate_hz


def record(folder: Path, *, spec: AudioSpec = SPEC, close: bool = True) -> Feed:
    """Record 3 s, a pause of 2 s, and 1 s, in segments of 2 s."""
    feed = Feed(folder, spec=spec, segment_s=2)
    feed.begin()
    feed.hear(0, noise(3 * SECOND, channels=spec.channels))
    feed.writer.skip_to(5 * SECOND, "pause")
    feed.hear(5 * SECOND, noise(SECOND, seed=2, channels=spec.channels))
    if close:
        feed.writer.close()
    return feed


def sound(folder: Path) -> list[tuple[int, bytes]]:
    """Return every segment's place and samples."""
    contents = read_recording(folder)
    return [
        (one.first_sample, b"".join(sound_of(one.path, contents.spec))) for one in contents.segments
    ]


@pytest.mark.parametrize("channels", [1, 2])
def test_every_sample_is_kept_and_the_wav_files_go(tmp_path: Path, channels: int) -> None:
    record(tmp_path, spec=AudioSpec(SECOND, channels))
    before = sound(tmp_path)
    told: list[float] = []
    outline = outline_of(read_recording(tmp_path), 50)
    result = compress(tmp_path, told.append)
    assert sound(tmp_path) == before
    assert list(tmp_path.glob("*.wav")) == []
    assert list(tmp_path.glob("*.part")) == []
    assert len(result.done) == len(result.contents.segments) == 3
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert verify(tmp_path) == ()
    contents = read_recording(tmp_path)
    assert contents.closed_properly
    assert [one.sha256 for one in contents.segments] == [
        sha256_of(one.path) for one in contents.segments
    ]
    assert [gap.reason for gap in contents.gaps] == ["pause"]
    (tmp_path / PEAKS_NAME).unlink()
    assert outline_of(read_recording(tmp_path), 50).highs.tolist() == outline.highs.tolist()


def test_other_programs_read_the_flac(tmp_path: Path) -> None:
    record(tmp_path)
    before = sound(tmp_path)
    compress(tmp_path)
    for one, (_first, samples) in zip(sorted(tmp_path.glob("*.flac")), before, strict=True):
        heard, rate = soundfile.read(one, dtype="int16")
        assert rate == SECOND
        assert np.array_equal(heard, np.frombuffer(samples, "<i2"))


def test_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    record(tmp_path)
    compress(tmp_path)
    manifest = read_manifest(tmp_path).lines
    assert compress(tmp_path).done == ()
    assert read_manifest(tmp_path).lines == manifest


def test_segment_that_was_never_closed_gets_its_hash_first(tmp_path: Path) -> None:
    feed = record(tmp_path, close=False)
    before = sound(tmp_path)
    assert len(compress(tmp_path).done) == 3
    lines = read_manifest(tmp_path).lines
    last = SegmentName(3, 5 * SECOND)
    assert [line.file for line in lines if isinstance(line, SegmentEnded)][-1] == last.file_name
    assert [line.flac for line in lines if isinstance(line, Compressed)][-1] == last.flac_name
    assert sound(tmp_path) == before
    feed.writer.abandon_segment()


def test_half_a_frame_after_a_kill_is_no_fault(tmp_path: Path) -> None:
    feed = record(tmp_path, close=False)
    feed.writer.abandon_segment()
    with (tmp_path / SegmentName(3, 5 * SECOND).file_name).open("ab") as file:
        file.write(b"x")
    before = sound(tmp_path)
    assert len(compress(tmp_path).done) == 3
    assert sound(tmp_path) == before


def test_changed_segment_stays_as_it_is_and_is_told(tmp_path: Path) -> None:
    record(tmp_path)
    first = read_recording(tmp_path).segments[0].path
    data = bytearray(first.read_bytes())
    data[9_000] ^= 1
    first.write_bytes(data)
    result = compress(tmp_path)
    assert result.kept == (Uncompressed(first.name, CompressionFault.CHANGED),)
    assert len(result.done) == 2
    assert first.read_bytes() == data
    assert [one.path.suffix for one in result.contents.segments] == [".wav", ".flac", ".flac"]


def test_flac_that_gives_back_another_sound_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path)
    before = sound(tmp_path)

    def lossy(path: Path, blocks: object, spec: AudioSpec, seal: object) -> int:
        soundfile.write(path, np.zeros(2 * SECOND, np.int16), SECOND, "PCM_16", format="FLAC")
        return 2 * SECOND

    monkeypatch.setattr(module, "write_segment", lossy)
    result = compress(tmp_path)
    assert {one.fault for one in result.kept} == {CompressionFault.DIFFERS}
    assert len(result.kept) == 3
    assert sound(tmp_path) == before
    assert list(tmp_path.glob("*.flac*")) == []


@pytest.mark.parametrize("damage", ["", "bit", "cut"])
def test_wav_beside_its_flac_goes_only_when_the_flac_holds(tmp_path: Path, damage: str) -> None:
    record(tmp_path)
    wavs = {path: path.read_bytes() for path in tmp_path.glob("*.wav")}
    before = sound(tmp_path)
    compress(tmp_path)
    for path, data in wavs.items():
        path.write_bytes(data)
    flac = sorted(tmp_path.glob("*.flac"))[1]
    kept = bytearray(flac.read_bytes())
    if damage == "bit":
        kept[len(kept) // 2] ^= 8
    flac.write_bytes(kept[: len(kept) // 2] if damage == "cut" else kept)
    assert len(compress(tmp_path).done) == 3
    assert sound(tmp_path) == before
    assert list(tmp_path.glob("*.wav")) == []
    assert verify(tmp_path) == ()


def test_killed_at_every_touch_of_a_file_it_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    import soundfile as _loaded  # noqa: F401 - else the forks die while importing it

    killed = 0
    for number in range(1, 200):
        folder = tmp_path / str(number)
        record(folder, close=number % 2 == 0)
        before = sound(folder)
        ended = run_until_touch(lambda folder=folder: compress(folder), number)  # type: ignore[misc]
        assert sound(folder) == before
        compress(folder)
        assert sound(folder) == before
        assert uncompressed(read_recording(folder)) == ()
        assert list(folder.glob("*.part")) == []
        assert verify(folder) == ()
        if ended:
            break
        killed += 1
    assert killed > 40


def test_full_disk_leaves_the_wav_files_and_says_so(tmp_path: Path) -> None:
    record(tmp_path)
    before = sound(tmp_path)
    program = (
        "import sys, resource; from pathlib import Path; import soundfile;"
        "from flipdesk.audio.compress import compress;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, resource.RLIM_INFINITY));"
        "result = compress(Path(sys.argv[1]));"
        "print(result.failure, len(result.done))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [FailureKind.DISK_FULL, "0"]
    assert sound(tmp_path) == before
    assert list(tmp_path.glob("*.flac*")) == []
    assert len(compress(tmp_path).done) == 3


def test_cancelled_half_way_keeps_what_is_done(tmp_path: Path) -> None:
    record(tmp_path)
    before = sound(tmp_path)
    told: list[float] = []
    result = compress(tmp_path, told.append, lambda: bool(told) and told[-1] > 0.6)
    assert result.cancelled
    assert 0 < len(result.done) < 3
    assert sound(tmp_path) == before
    assert list(tmp_path.glob("*.part")) == []
    assert len(compress(tmp_path).done) == 3 - len(result.done)


def test_folder_that_is_recorded_into_is_left_alone(tmp_path: Path) -> None:
    record(tmp_path)
    with at_work() as pid:
        write_beacon(beacon_of(tmp_path, pid))
        assert compress(tmp_path).recording
        assert list(tmp_path.glob("*.flac")) == []
    assert len(compress(tmp_path).done) == 3


def test_recorder_goes_on_after_flac_segments(tmp_path: Path) -> None:
    feed = record(tmp_path)
    before = sound(tmp_path)
    compress(tmp_path)
    feed.open()
    feed.clock.advance(2_000)
    first = feed.begin()
    assert first == 8 * SECOND
    feed.hear(first, noise(SECOND, seed=3))
    feed.writer.close()
    contents = read_recording(tmp_path)
    assert [one.number for one in contents.segments] == [1, 2, 3, 4]
    assert contents.segments[-1].path.suffix == ".wav"
    assert contents.end_sample == 9 * SECOND
    compress(tmp_path)
    assert sound(tmp_path)[:3] == before


def test_empty_segment_is_left(tmp_path: Path) -> None:
    record(tmp_path)
    (tmp_path / SegmentName(9, 9 * SECOND).file_name).write_bytes(bytes(44))
    assert len(compress(tmp_path).done) == 3


def test_eight_hours_of_segments_are_all_compressed(tmp_path: Path) -> None:
    """As many segments as eight hours have, each of one second."""
    spec = AudioSpec(800, 1)
    feed = Feed(tmp_path, spec=spec, segment_s=1)
    feed.begin()
    feed.hear(0, noise(96 * 800))
    feed.writer.close()
    result = compress(tmp_path)
    assert len(result.done) == 96
    assert b"".join(samples for _first, samples in sound(tmp_path)) == noise(96 * 800)
    assert verify(tmp_path) == ()
