"""Recordings made elsewhere become folders like our own, whatever format they are in."""

import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from flipdesk.audio import import_sound as module
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.foreign_sound import inspect_sound, samples_of
from flipdesk.audio.import_sound import ImportedSound, import_sound
from flipdesk.audio.manifest import ImportedFrom, read_manifest
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.peaks_file import PEAKS_NAME
from flipdesk.audio.recording_folder import read_recording, sha256_of, verify
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.placement import Placement
from flipdesk.errors import KnownError
from tests.helpers.killed import run_until_touch

RATE = 16_000
FRACTIONS = {"FLOAT", "VORBIS", "OPUS", "MPEG_LAYER_III"}
ZERO = datetime(2021, 4, 22, 7, 30, tzinfo=UTC)


def tone(seconds: float, *, rate: int = RATE, channels: int = 1) -> NDArray[np.float64]:
    at = np.arange(round(seconds * rate)) / rate
    one = 0.5 * np.sin(2 * np.pi * 440 * at) + 0.1 * np.sin(2 * np.pi * 97 * at)
    return np.stack([one * (0.5 + 0.5 * n / channels) for n in range(channels)], axis=1)


def take_in(
    path: Path, parent: Path, offset_ms: int = 0, *, number: str = "0a1b2c3d"
) -> ImportedSound:
    made = import_sound(
        path, parent / f"imported-{number}", Placement(ZERO, offset_ms), recording=f"{number}-guid"
    )
    assert made is not None
    return made


def heard(made: ImportedSound) -> NDArray[np.int16]:
    spec = made.contents.spec
    parts = [b"".join(sound_of(one.path, spec)) for one in made.contents.segments]
    return np.frombuffer(b"".join(parts), "<i2").reshape(-1, spec.channels)


@pytest.fixture
def short_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEGMENT_S", 2)


@pytest.mark.parametrize(
    ("ending", "format_", "subtype", "closeness"),
    [
        ("wav", "WAV", "PCM_16", 0), ("wav", "WAV", "PCM_24", 0), ("wav", "WAV", "FLOAT", 0),
        ("wav", "WAV", "ULAW", 700), ("wav", "RF64", "PCM_16", 0), ("flac", "FLAC", "PCM_16", 0),
        ("flac", "FLAC", "PCM_24", 0), ("aiff", "AIFF", "PCM_16", 0), ("au", "AU", "PCM_16", 0),
        ("caf", "CAF", "ALAC_16", 0), ("w64", "W64", "PCM_16", 0), ("ogg", "OGG", "VORBIS", 1500),
        ("opus", "OGG", "OPUS", 1500), ("mp3", "MP3", "MPEG_LAYER_III", 2500),
        # A name says nothing.
        ("mp3", "WAV", "PCM_16", 0), ("raw", "FLAC", "PCM_16", 0), ("m4a", "AIFF", "PCM_16", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_is_read(
    tmp_path: Path,
    short_segments: None,
    ending: str,
    format_: str,
    subtype: str,
    closeness: int,
    channels: int,
) -> None:
    path = tmp_path / f"Diktafon ø.{ending}"
    wanted = np.rint(tone(5.3, channels=channels) * 32_767).astype(np.int16)
    sound = wanted / 32_768 if subtype in FRACTIONS else wanted
    soundfile.write(path, sound, RATE, subtype, format=format_)
    parent = tmp_path / "session"
    made = take_in(path, parent, 90_000)
    contents = made.contents
    assert contents.spec == AudioSpec(RATE, channels)
    assert [one.first_sample for one in contents.segments] == [
        (90 + 2 * n) * RATE for n in range(3)
    ]
    assert all(one.path.suffix == ".flac" for one in contents.segments)
    assert contents.started_utc == ZERO
    got = heard(made).astype(int)
    assert got.shape == wanted.shape
    # Opus makes a mess of the last milliseconds.
    assert np.abs(got - wanted)[:-100].max() <= closeness
    # Under its own name soundfile would take the one for sound without a header.
    plain = path.rename(path.with_suffix(""))
    decoded, _rate = soundfile.read(plain, dtype="float32", always_2d=True)
    assert np.abs(got - np.rint(decoded * 32_768)).max() <= 1
    folder = contents.folder
    original = folder / f"original.{ending}"
    assert original.read_bytes() == plain.read_bytes()
    assert made.sha256 == sha256_of(plain)
    assert verify(folder) == ()
    assert contents.closed_properly
    lines = read_manifest(folder).lines
    (line,) = [one for one in lines if isinstance(one, ImportedFrom)]
    assert (line.source, line.offset_ms, line.recording) == (path.name, 90_000, "0a1b2c3d-guid")
    outline = outline_of(read_recording(folder), 200)
    (folder / PEAKS_NAME).unlink()
    assert outline_of(read_recording(folder), 200).highs.tolist() == outline.highs.tolist()
    assert [one.name for one in parent.iterdir()] == [folder.name]


def test_more_than_two_channels_are_mixed_to_one(tmp_path: Path) -> None:
    path = tmp_path / "rum.wav"
    sound = np.zeros((RATE, 6))
    sound[:, 4] = 0.6
    soundfile.write(path, sound, RATE, "PCM_16")
    got = heard(take_in(path, tmp_path / "session"))
    assert got.shape == (RATE, 1)
    assert np.abs(got - 3_277).max() <= 1


def test_louder_than_full_scale_is_cut_and_no_number_is_silence(tmp_path: Path) -> None:
    path = tmp_path / "float.wav"
    soundfile.write(path, np.array([2.0, -3.0, np.nan, np.inf, 0.25]), RATE, "FLOAT")
    got = heard(take_in(path, tmp_path / "session"))
    assert got[:, 0].tolist() == [32_767, -32_768, 0, 32_767, 8_192]


@pytest.mark.parametrize("subtype", ["PCM_16", "VORBIS"])
def test_what_lies_before_zero_is_left_out_of_the_segments_alone(
    tmp_path: Path, subtype: str
) -> None:
    path = tmp_path / "lang.snd"
    soundfile.write(path, tone(8), RATE, subtype, format="WAV" if subtype == "PCM_16" else "OGG")
    whole = np.frombuffer(b"".join(samples_of(path, AudioSpec(RATE, 1))), "<i2")
    made = take_in(path, tmp_path / "session", -5_500)
    assert made.left_out_ms == 5_500
    assert made.missing_ms == 0
    assert made.contents.segments[0].first_sample == 0
    assert made.contents.total_ms == 2_500
    assert heard(made)[:, 0].tolist() == whole[5_500 * 16 :].tolist()
    original = made.contents.folder / "original.snd"
    assert original.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b"\0" * 5_000, b"fLaC" + b"\xff" * 99, b"\x00\x00\x00\x18ftypM4A " + b"x" * 500,
     b"0&\xb2u\x8ef\xcf\x11" + b"x" * 500, b"Godmorgen, og velkommen" * 50],
    ids=["empty", "stub", "zeros", "flac", "m4a", "wma", "text"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["møde.wav", "møde.mp3", "møde.raw", "møde"])
def test_what_is_no_sound_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    parent = tmp_path / "session"
    with pytest.raises(AudioError, match=name) as caught:
        take_in(path, parent)
    assert caught.value.kind is FailureKind.UNREADABLE_SOUND
    assert not parent.exists() or list(parent.iterdir()) == []


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        inspect_sound(tmp_path / "væk.wav")
    with pytest.raises(AudioError):
        inspect_sound(tmp_path)


def test_header_that_promises_more_than_a_day_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.wav"
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 0xFFFFFFF0, b"WAVE", b"fmt ", 16, 1, 1,
                       1_000, 2_000, 2, 16, b"data", 0xFFFFFF00)  # fmt: skip
    path.write_bytes(head)
    os.truncate(path, 0xFFFFFFF0)
    with pytest.raises(AudioError):
        inspect_sound(path)


def test_file_that_breaks_off_is_kept_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "brudt.flac"
    soundfile.write(path, np.random.default_rng(1).uniform(-0.5, 0.5, 9 * RATE), RATE, "PCM_16")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    made = take_in(path, tmp_path / "session")
    kept_ms = made.contents.recorded_ms
    assert 4_000 < kept_ms < 7_000
    assert made.missing_ms == pytest.approx(9_000 - kept_ms, abs=1)


def test_same_sound_at_the_same_place_is_taken_in_once(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1), RATE, "PCM_16")
    take_in(path, tmp_path / "session")
    with pytest.raises(KnownError, match=r"a\.wav"):
        take_in(path, tmp_path / "session", number="22222222")
    take_in(path, tmp_path / "session", 500, number="33333333")
    names = sorted(one.name for one in (tmp_path / "session").iterdir())
    assert names == ["imported-0a1b2c3d", "imported-33333333"]


def test_cancelled_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(20), RATE, "PCM_16")
    told: list[float] = []
    made = import_sound(
        path,
        tmp_path / "session" / "imported-1",
        Placement(ZERO, 0),
        recording="",
        progress=told.append,
        cancelled=lambda: bool(told) and told[-1] > 0.5,
    )
    assert made is None
    assert 0.5 < told[-1] < 1
    assert list((tmp_path / "session").iterdir()) == []


def test_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2), RATE, "PCM_16")
    from flipdesk.audio import disk_words

    monkeypatch.setattr(disk_words, "_SPARE_BYTES", 1 << 60)
    with pytest.raises(KnownError, match="plads"):
        take_in(path, tmp_path / "session")
    assert not (tmp_path / "session").exists()


def test_killed_at_any_touch_leaves_all_or_nothing_and_goes_another_time(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1), RATE, "PCM_16")
    killed = 0
    for number in range(1, 200):
        parent = tmp_path / str(number)
        work = run_until_touch(lambda parent=parent: take_in(path, parent), number)  # type: ignore[misc]
        whole = parent / "imported-0a1b2c3d"
        if whole.exists():
            assert verify(whole) == ()
            assert read_recording(whole).recorded_ms == 1_000
        else:
            take_in(path, parent)
        assert [one.name for one in parent.iterdir()] == [whole.name]
        if work:
            break
        killed += 1
    assert killed > 15


def test_start_by_metadata_and_by_the_time_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    with soundfile.SoundFile(path, "w", RATE, 1, "PCM_16") as file:
        file.date = "2021-04-22T09:30:05"
        file.buffer_write(bytes(RATE * 2 * 3), "int16")
    os.utime(path, (1_619_076_600, 1_619_076_600))
    sound = inspect_sound(path)
    assert sound.dated == datetime(2021, 4, 22, 9, 30, 5)
    assert sound.begins == datetime.fromtimestamp(1_619_076_600, UTC) - timedelta(seconds=3)
    plain = tmp_path / "b.wav"
    soundfile.write(plain, tone(1), RATE, "PCM_16")
    assert inspect_sound(plain).dated is None


@pytest.mark.parametrize(
    ("text", "dated"),
    [("2021-04-2209:30:05", datetime(2021, 4, 22, 9, 30, 5)), ("2021-13-4199:99:99", None),
     ("\0" * 18, None), ("2021", None)],
)  # fmt: skip
def test_start_by_broadcast_wave(tmp_path: Path, text: str, dated: datetime | None) -> None:
    path = tmp_path / "bwf.wav"
    soundfile.write(path, tone(1), RATE, "PCM_16")
    data = path.read_bytes()
    bext = bytes(320) + text.encode().ljust(18, b"\0") + bytes(264)
    chunk = b"junk" + struct.pack("<I", 3) + bytes(4) + b"bext" + struct.pack("<I", 602) + bext
    path.write_bytes(data[:12] + chunk + data[12:])
    assert inspect_sound(path).dated == dated
