"""A recording as one file, whose times are those of the session."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from flipdesk.audio.compress import compress
from flipdesk.audio.export_sound import ExportedSound, SoundFormat, export_sound
from flipdesk.audio.flac import Sink
from flipdesk.audio.recording_folder import RecordingContents, read_recording
from flipdesk.audio.resample import resampled, resampled_length
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.audio.wave_file import header_of, write_wave
from flipdesk.errors import KnownError
from tests.audio.sounds import SPEC, Feed, noise

SECOND = SPEC.rate_hz


def record(folder: Path, *, spec: AudioSpec = SPEC, flac: bool = True) -> RecordingContents:
    """Record 3 s, a pause of 2 s, and 1 s, in segments of 2 s."""
    feed = Feed(folder, spec=spec, segment_s=2)
    rate = spec.rate_hz
    feed.begin()
    feed.hear(0, noise(3 * rate, channels=spec.channels))
    feed.writer.skip_to(5 * rate, "pause")
    feed.hear(5 * rate, noise(rate, seed=2, channels=spec.channels))
    feed.writer.close()
    if flac:
        compress(folder)
    return read_recording(folder)


def expected(spec: AudioSpec = SPEC) -> NDArray[np.int16]:
    rate, channels = spec.rate_hz, spec.channels
    parts = [
        noise(3 * rate, channels=channels),
        bytes(2 * rate * spec.frame_bytes),
        noise(rate, seed=2, channels=channels),
    ]
    return np.frombuffer(b"".join(parts), "<i2").reshape(-1, channels)


def heard(path: Path) -> NDArray[np.int16]:
    samples, _rate = soundfile.read(path, dtype="int16", always_2d=True)
    return samples


def export(contents: RecordingContents, path: Path, format_: str, **more: object) -> ExportedSound:
    made = export_sound(contents, path, SoundFormat(format_), **more)  # type: ignore[arg-type]
    assert made is not None
    return made


@pytest.mark.parametrize("flac", [True, False])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("format_", ["wav", "flac"])
def test_every_sample_and_silence_in_the_gap(
    tmp_path: Path, format_: str, channels: int, flac: bool
) -> None:
    spec = AudioSpec(SECOND, channels)
    contents = record(tmp_path / "session", spec=spec, flac=flac)
    path = tmp_path / f"møde.{format_}"
    told: list[float] = []
    made = export(contents, path, format_, progress=told.append)
    assert np.array_equal(heard(path), expected(spec))
    assert (made.frames, made.to_ms, made.unreadable) == (6 * SECOND, 6_000, ())
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "session"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(("rate", "out"), [(8_000, 8_000), (48_000, 48_000), (44_100, 48_000)])
def test_opus_has_the_same_length_and_sounds_alike(tmp_path: Path, rate: int, out: int) -> None:
    spec = AudioSpec(rate, 1)
    feed = Feed(tmp_path / "session", spec=spec)
    feed.begin()
    at = np.arange(2 * rate) / rate
    tone = (8_000 * np.sin(2 * np.pi * 440 * at)).astype("<i2")
    feed.hear(0, tone.tobytes())
    feed.writer.close()
    path = tmp_path / "møde.opus"
    made = export(read_recording(feed.folder), path, "opus")
    info = soundfile.info(path)
    assert (info.samplerate, info.frames, made.frames) == (out, 2 * out, 2 * out)
    wanted = 8_000 * np.sin(2 * np.pi * 440 * np.arange(2 * out) / out)
    got = heard(path)[:, 0].astype(float)
    assert np.corrcoef(got[200:-200], wanted[200:-200])[0, 1] > 0.99


@settings(max_examples=40)
@given(st.data())
def test_any_stretch_with_any_silences_is_cut_from_the_timeline(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "stretches"
    contents = read_recording(folder) if folder.exists() else record(folder)
    first = data.draw(st.integers(0, 6 * SECOND - 1))
    end = data.draw(st.integers(first + 1, 6 * SECOND))
    place = st.integers(0, 6 * SECOND)
    silences = data.draw(st.lists(st.tuples(place, place), max_size=3))
    wanted = expected()[:, 0].copy()
    for begin, stop in silences:
        wanted[begin:stop] = 0
    got = b"".join(timeline_sound(contents, first, end, silences))
    assert np.array_equal(np.frombuffer(got, "<i2"), wanted[first:end])


def test_stretch_and_silenced_passages_by_milliseconds(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    path = tmp_path / "klip.flac"
    export(
        contents, path, "flac", from_ms=1_500, to_ms=5_500, silenced=((0, 1_600), (2_000, 2_500))
    )
    wanted = expected()[12_000:44_000].copy()
    wanted[:800] = wanted[4_000:8_000] = 0
    assert np.array_equal(heard(path), wanted)


def test_stretch_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    for from_ms, to_ms in ((6_000, None), (2_000, 2_000), (3_000, 1_000), (-1, 5)):
        with pytest.raises(KnownError):
            export(contents, tmp_path / "x.wav", "wav", from_ms=from_ms, to_ms=to_ms)
    assert export(contents, tmp_path / "x.wav", "wav", to_ms=99_000).to_ms == 6_000


def test_damaged_segment_is_silence_and_is_told(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    second = contents.segments[1].path
    second.write_bytes(second.read_bytes()[:60])
    path = tmp_path / "m.wav"
    made = export(contents, path, "wav")
    assert made.unreadable == (second.name,)
    wanted = expected().copy()
    wanted[2 * SECOND : 3 * SECOND] = 0
    assert np.array_equal(heard(path), wanted)


def test_long_wave_is_rf64_and_read_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flipdesk.audio import export_sound as module

    monkeypatch.setattr(module, "MOST_DATA_BYTES", 20_000)
    contents = record(tmp_path / "session")
    path = tmp_path / "lang.wav"
    export(contents, path, "wav")
    assert path.read_bytes()[:4] == b"RF64"
    with soundfile.SoundFile(path) as file:
        assert (file.format, file.frames) == ("RF64", 6 * SECOND)
    assert np.array_equal(heard(path), expected())


def test_more_than_four_gibibytes_are_all_read_back_by_others(tmp_path: Path) -> None:
    """The sound itself is a hole in the file, so this takes no room."""
    spec, frames = AudioSpec(48_000, 2), (1 << 32) // 4 + 48_000
    path = tmp_path / "otte timer.wav"
    header = header_of(spec, frames)
    assert header[:4] == b"RF64"
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + (frames - 2) * spec.frame_bytes)
        file.seek(0, 2)
        file.write(np.array([1, 2, 3, 4], "<i2").tobytes())
    with soundfile.SoundFile(path) as sound:
        assert sound.frames == frames
        sound.seek(frames - 2)
        assert sound.read(9, dtype="int16", always_2d=True).tolist() == [[1, 2], [3, 4]]
    assert header_of(spec, (1 << 32) // 4 - 44)[:4] == b"RIFF"


@pytest.mark.parametrize("format_", ["wav", "flac", "opus"])
def test_full_disk_leaves_the_old_file(tmp_path: Path, format_: str) -> None:
    record(tmp_path / "session", spec=AudioSpec(48_000, 1))
    path = tmp_path / f"ref.{format_}"
    path.write_bytes(b"old")
    program = (
        "import sys, resource; from pathlib import Path; import soundfile, numpy;"
        "from flipdesk.audio.export_sound import *;"
        "from flipdesk.audio.recording_folder import read_recording;"
        "from flipdesk.errors import KnownError;"
        "contents = read_recording(Path(sys.argv[1]));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, resource.RLIM_INFINITY))\n"
        "try: export_sound(contents, Path(sys.argv[2]), SoundFormat(sys.argv[3]))\n"
        "except KnownError as error: print(error)\n"
        # Whoever counts the lines of this process writes a file when it ends.
        "resource.setrlimit(resource.RLIMIT_FSIZE, 2 * (resource.RLIM_INFINITY,))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "session"), str(path), format_]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "plads" in ran.stdout
    assert ran.stderr == ""
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "session"]


def test_cancelled_leaves_the_old_file(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    path = tmp_path / "ref.flac"
    path.write_bytes(b"old")
    for limit in (0.1, 0.79):
        told: list[float] = []
        made = export_sound(
            contents,
            path,
            SoundFormat.FLAC,
            progress=told.append,
            cancelled=lambda told=told, limit=limit: bool(told) and told[-1] > limit,  # type: ignore[misc]
        )
        assert made is None
        assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "session"]


def test_disk_that_gives_back_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flipdesk.audio import export_sound as module

    contents = record(tmp_path / "session")
    path = tmp_path / "ref.wav"

    def write_and_lose(sink: Sink, *arguments: Any, **more: Any) -> None:
        write_wave(sink, *arguments, **more)
        sink.seek(-3, 2)
        sink.write(b"!")

    monkeypatch.setattr(module, "write_wave", write_and_lose)
    with pytest.raises(KnownError):
        export(contents, path, "wav")
    assert not path.exists()


def test_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    path = tmp_path / "ref.wav"
    path.write_bytes(b"old")
    path.chmod(0o640)
    (tmp_path / "link.wav").symlink_to(path)
    export(contents, tmp_path / "link.wav", "wav")
    assert np.array_equal(heard(path), expected())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    contents = record(tmp_path / "session")
    for path in (tmp_path, tmp_path / "nowhere" / "a.wav", contents.folder / "a.wav"):
        with pytest.raises(KnownError):
            export(contents, path, "wav")
    assert not (contents.folder / "a.wav").exists()


@pytest.mark.parametrize(("rate", "out"), [(44_100, 48_000), (96_000, 48_000), (11_025, 48_000)])
@pytest.mark.parametrize("block", [997, 65_536])
def test_other_rate_keeps_tones_and_length(rate: int, out: int, block: int) -> None:
    spec = AudioSpec(rate, 2)
    frames = rate + 17

    def tones(rate: int, frames: int) -> NDArray[np.float64]:
        at = np.arange(frames) / rate
        return 12_000 * np.stack([np.sin(2 * np.pi * f * at) for f in (1_000, 300)], axis=1)

    data = tones(rate, frames).round().astype("<i2").tobytes()
    size = block * spec.frame_bytes
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    got = np.frombuffer(b"".join(resampled(pieces, spec, out)), "<i2").reshape(-1, 2)
    assert len(got) == resampled_length(frames, spec, out)
    wanted = tones(out, len(got))
    assert np.abs(got - wanted)[300:-300].max() < 4  # the library dithers
