"""Sound that is sealed as it is recorded, read back by everything that reads sound."""

import os
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.compress import CompressionFault, compress
from flipdesk.audio.export_sound import SoundFormat, export_sound
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.manifest import MANIFEST_NAME, Chunk, read_manifest
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.peaks_file import SEALED_PEAKS_NAME
from flipdesk.audio.recording_folder import RecordingContents, read_recording, verify
from flipdesk.audio.session_sound import SessionSound, open_sound
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline_sound import timeline_sound
from tests.audio.sounds import SPEC, Feed, noise, read_wav
from tests.helpers.killed import run_until_touch

KEY = bytes(range(32))
OTHER = bytes(32)
SECOND = SPEC.rate_hz
NEEDLE = "Bordmikrofon"


def speechlike(frames: int) -> bytes:
    """Return sound that FLAC makes smaller, loud throughout."""
    at = np.arange(frames)
    sound: bytes = (8_000 * np.sin(at / 7) + 3_000 * np.sin(at / 45) + 50).astype("<i2").tobytes()
    return sound


def record(folder: Path, sound: bytes, *, segment_s: int = 300, spec: AudioSpec = SPEC) -> Feed:
    feed = Feed(folder, key=KEY, segment_s=segment_s, spec=spec)
    feed.begin()
    feed.hear(0, sound, step_ms=200)
    feed.writer.close()
    return feed


def heard(contents: RecordingContents) -> bytes:
    return b"".join(timeline_sound(contents, 0, contents.end_sample))


def played(sound: SessionSound) -> bytes:
    plan = sound.plan()
    return sound.read(plan, 0, plan.frames)


def in_clear(folder: Path, sound: bytes) -> bool:
    """Return whether a tenth of a second of the sound, or the microphone's name, can be read."""
    pieces = [sound[at : at + 1_600] for at in range(0, len(sound), 8_000)]
    files = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
    return any(piece in data for data in files for piece in (*pieces, NEEDLE.encode()))


@pytest.mark.parametrize("spec", [SPEC, AudioSpec(8_000, 2)])
def test_sealed_sound_is_heard_drawn_and_exported_as_it_was(
    tmp_path: Path, spec: AudioSpec
) -> None:
    sound = speechlike(7 * SECOND * spec.channels)
    folder = tmp_path / "session"
    record(folder, sound, segment_s=3, spec=spec)
    plain = Feed(tmp_path / "plain", spec=spec, segment_s=3)
    plain.begin()
    plain.hear(0, sound, step_ms=200)
    plain.writer.close()
    assert not in_clear(folder, sound)
    assert in_clear(tmp_path / "plain", sound)  # the search itself finds what there is
    for _form in ("as recorded", "as FLAC"):
        contents = read_recording(folder, KEY)
        assert heard(contents) == sound
        assert contents.device == NEEDLE
        opened = open_sound(folder, KEY)
        assert played(opened) == sound
        assert opened.gaps() == ()
        wanted = outline_of(read_recording(tmp_path / "plain"), 50)
        outline = outline_of(contents, 50)
        assert outline.lows.tolist() == wanted.lows.tolist()
        assert outline.highs.tolist() == wanted.highs.tolist()
        export_sound(contents, tmp_path / "out.wav", SoundFormat.WAV)
        assert read_wav(tmp_path / "out.wav").tobytes() == sound
        opened.close()
        compress(folder, key=KEY)
    assert sorted(path.suffix for path in folder.iterdir()) == [
        ".jsonl", ".sealed-bin", *[".sealed-flac"] * 3,
    ]  # fmt: skip
    assert not in_clear(folder, sound)


def test_sealed_flac_is_smaller_and_takes_the_place_of_the_wave(tmp_path: Path) -> None:
    record(tmp_path, speechlike(5 * SECOND))
    before = next(tmp_path.glob("*.sealed-wav")).stat().st_size
    done = compress(tmp_path, key=KEY)
    assert len(done.done) == 1
    assert not list(tmp_path.glob("*.sealed-wav"))
    assert next(tmp_path.glob("*.sealed-flac")).stat().st_size < before
    assert done.contents.segments[0].sha256 is not None
    assert done.contents.segments[0].samples == 5 * SECOND


def test_without_the_key_all_is_told_but_the_sound_and_the_microphone(tmp_path: Path) -> None:
    record(tmp_path, speechlike(5 * SECOND))
    for flac in (False, True):
        if flac:
            compress(tmp_path, key=KEY)
        contents = read_recording(tmp_path)
        assert contents.end_sample == 5 * SECOND
        assert contents.device == ""
        assert contents.closed_properly
        for key in (None, OTHER):
            sound = open_sound(tmp_path, key)
            assert [(one.from_ms, one.to_ms) for one in sound.gaps()] == [(0, 5_000)]
            told: list[str] = []
            blocks = timeline_sound(read_recording(tmp_path, key), 0, SECOND, (), told.append)
            assert not any(b"".join(blocks))
            assert told == [contents.segments[0].path.name]


def test_nothing_is_made_smaller_without_the_key(tmp_path: Path) -> None:
    record(tmp_path, speechlike(2 * SECOND))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert compress(tmp_path).done == ()
    result = compress(tmp_path, key=OTHER)
    assert [one.fault for one in result.kept] == [CompressionFault.CHANGED]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_manifest_tells_nothing_of_how_loud_it_was(tmp_path: Path) -> None:
    record(tmp_path, noise(5 * SECOND))
    chunks = [one for one in read_manifest(tmp_path).lines if isinstance(one, Chunk)]
    assert chunks
    assert {(one.peak, one.rms) for one in chunks} == {(0.0, 0.0)}
    assert NEEDLE.encode() not in (tmp_path / MANIFEST_NAME).read_bytes()


def test_recording_goes_on_in_the_same_folder_and_outline(tmp_path: Path) -> None:
    feed = record(tmp_path, noise(3 * SECOND))
    feed.clock.advance(1_000)
    feed.open()
    first = feed.begin()
    feed.hear(first, noise(2 * SECOND, seed=2))
    feed.writer.close()
    contents = read_recording(tmp_path, KEY)
    silence = first - 3 * SECOND
    assert silence == SECOND
    whole = noise(3 * SECOND) + bytes(2 * silence) + noise(2 * SECOND, seed=2)
    assert heard(contents) == whole
    side = tmp_path / SEALED_PEAKS_NAME
    from_side = outline_of(contents, 100)
    side.unlink()
    from_sound = outline_of(read_recording(tmp_path, KEY), 100)
    assert from_side.highs.tolist() == from_sound.highs.tolist()
    assert from_side.lows.tolist() == from_sound.lows.tolist()


def test_killed_recorder_leaves_every_record_it_wrote(tmp_path: Path) -> None:
    feed = Feed(tmp_path, key=KEY)
    feed.begin()
    sound = noise(3 * SECOND)
    feed.hear(0, sound, step_ms=200)
    feed.writer.abandon_segment = lambda: None  # type: ignore[method-assign]
    path = next(tmp_path.glob("*.sealed-wav"))
    assert heard(read_recording(tmp_path, KEY)) == sound
    os.truncate(path, path.stat().st_size - 5)  # the last write was not whole
    contents = read_recording(tmp_path, KEY)
    assert contents.end_sample == 3 * SECOND - SECOND // 5
    assert heard(contents) == sound[: 2 * contents.end_sample]
    compress(tmp_path, key=KEY)
    assert heard(read_recording(tmp_path, KEY)) == sound[: 2 * contents.end_sample]
    assert read_recording(tmp_path, KEY).segments[0].path.suffix == ".sealed-flac"


def test_length_on_the_disk_without_the_sound_is_not_believed(tmp_path: Path) -> None:
    feed = Feed(tmp_path, key=KEY)
    feed.begin()
    feed.hear(0, noise(3 * SECOND), step_ms=200)
    path = next(tmp_path.glob("*.sealed-wav"))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size - 1_000)
        file.write(bytes(1_000))  # so ext4 can leave a file when the power is cut
    assert read_recording(tmp_path, KEY).end_sample == 3 * SECOND - SECOND // 5


def test_no_two_records_of_a_key_have_the_same_nonce(tmp_path: Path) -> None:
    from flipdesk.audio.sealed_records import all_records, open_to_read

    feed = record(tmp_path, noise(7 * SECOND), segment_s=2)
    feed.clock.advance(500)
    feed.open()
    feed.hear(feed.begin(), noise(2 * SECOND))
    feed.writer.close()
    compress(tmp_path, key=KEY)
    used = []
    for path in tmp_path.glob("*.sealed-*"):
        descriptor = open_to_read(path)
        records = all_records(descriptor)
        os.close(descriptor)
        used += [(path.stem, one.file_id, one.counter) for one in records]
    assert len(used) > 20
    assert len(set(used)) == len(used)


def test_folder_with_sealed_sound_is_not_recorded_into_in_clear(tmp_path: Path) -> None:
    from flipdesk.audio.capture import Capture
    from flipdesk.audio.clock import SystemClock
    from flipdesk.audio.commands import Start

    record(tmp_path, noise(SECOND))
    start = Start(str(tmp_path), "fake:tone", SECOND)
    with pytest.raises(AudioError) as refused:
        Capture(start, SystemClock(), lambda _event: None, lambda: None)
    assert refused.value.kind is FailureKind.SEALED_SOUND


def test_outline_of_a_long_recording_becomes_few_records(tmp_path: Path) -> None:
    sound = speechlike(180 * SECOND)
    record(tmp_path, sound)
    side = tmp_path / SEALED_PEAKS_NAME
    before, size = outline_of(read_recording(tmp_path, KEY), 500), side.stat().st_size
    compress(tmp_path, key=KEY)
    assert side.stat().st_size < size / 2
    after = outline_of(read_recording(tmp_path, KEY), 500)
    assert after.highs.tolist() == before.highs.tolist()
    assert after.lows.tolist() == before.lows.tolist()
    feed = Feed(tmp_path, key=KEY)
    feed.hear(feed.begin(), sound[: 20 * SECOND])
    feed.writer.close()
    longer = read_recording(tmp_path, KEY)
    side_file = outline_of(longer, 500).highs.tolist()
    side.unlink()
    assert outline_of(longer, 500).highs.tolist() == side_file


def test_killed_while_it_becomes_flac_at_every_touch_of_a_file(tmp_path: Path) -> None:
    import soundfile as _loaded  # noqa: F401 - else the forks die while importing it

    sound = speechlike(5 * SECOND)
    for number in range(1, 300):
        folder = tmp_path / str(number)
        record(folder, sound, segment_s=2)
        ended = run_until_touch(lambda folder=folder: compress(folder, key=KEY), number)  # type: ignore[misc]
        assert heard(read_recording(folder, KEY)) == sound
        compress(folder, key=KEY)
        assert heard(read_recording(folder, KEY)) == sound
        assert verify(folder, KEY) == ()
        assert {path.suffix for path in folder.glob("segment-*")} == {".sealed-flac"}
        assert not in_clear(folder, sound)
        if ended:
            break
    assert ended
    assert number > 40
