import wave
from pathlib import Path

import pytest
import soundfile

from flipdesk.audio.segment import SegmentFile, SegmentName, wav_header
from flipdesk.audio.spec import AudioSpec

SPEC = AudioSpec(48_000, 1)
STEREO = AudioSpec(16_000, 2)


def frames_by_wave(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        return file.getnframes()


@pytest.mark.parametrize("spec", [SPEC, STEREO])
def test_header_is_true_after_every_write(tmp_path: Path, spec: AudioSpec) -> None:
    segment = SegmentFile(tmp_path, SegmentName(1, 0), spec)
    written = 0
    assert frames_by_wave(segment.path) == 0
    for frames in (1, 480, 1, 4_800, 23):
        segment.write(b"\x01\x02" * spec.channels * frames)
        written += frames
        assert frames_by_wave(segment.path) == written
        assert soundfile.info(segment.path).frames == written
        assert segment.path.stat().st_size == 44 + written * spec.frame_bytes
    segment.close()
    segment.close()
    info = soundfile.info(segment.path)
    assert (info.frames, info.samplerate, info.channels) == (written, spec.rate_hz, spec.channels)


def test_sound_comes_back_as_it_was_written(tmp_path: Path) -> None:
    segment = SegmentFile(tmp_path, SegmentName(1, 0), SPEC)
    segment.write(b"\x00\x80\xff\x7f\x01\x00")
    segment.close()
    samples, rate_hz = soundfile.read(segment.path, dtype="int16")
    assert samples.tolist() == [-32768, 32767, 1]
    assert rate_hz == 48_000


def test_existing_file_is_never_written_over(tmp_path: Path) -> None:
    name = SegmentName(3, 48_000)
    (tmp_path / name.file_name).write_text("somebody else's")
    with pytest.raises(FileExistsError):
        SegmentFile(tmp_path, name, SPEC)
    assert (tmp_path / name.file_name).read_text() == "somebody else's"


def test_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    name = SegmentName(1, 0)
    (tmp_path / name.file_name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        SegmentFile(tmp_path, name, SPEC)
    assert not (tmp_path / "elsewhere").exists()


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    segment = SegmentFile(tmp_path, SegmentName(1, 0), SPEC)
    assert segment.path.stat().st_mode & 0o777 == 0o600
    segment.close()


def test_let_go_leaves_true_header_and_removes_an_empty_file(tmp_path: Path) -> None:
    empty = SegmentFile(tmp_path, SegmentName(1, 0), SPEC)
    empty.let_go()
    assert not empty.path.exists()
    filled = SegmentFile(tmp_path, SegmentName(2, 0), SPEC)
    filled.write(bytes(200))
    filled.let_go()
    filled.let_go()
    assert frames_by_wave(filled.path) == 100


def test_name_says_number_and_place(tmp_path: Path) -> None:
    name = SegmentName(12, 14_400_000)
    assert name.file_name == "segment-0012-at-000014400000.wav"
    assert SegmentName.parse(name.file_name) == name
    assert name.flac_name == "segment-0012-at-000014400000.flac"
    assert SegmentName.parse(name.flac_name) == name
    assert SegmentName.parse(f"{name.flac_name}.part") is None
    assert SegmentName.parse("notes.wav") is None


def test_header_is_that_of_the_standard_library(tmp_path: Path) -> None:
    path = tmp_path / "theirs.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(400))
    assert path.read_bytes()[:44] == wav_header(STEREO, 400)
