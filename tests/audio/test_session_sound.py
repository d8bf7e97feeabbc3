"""A session's sound as one stream: WAV and FLAC alike, holes, silenced stretches, huge sizes."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio.loudness import read_loudness
from flipdesk.audio.recording_folder import RecordedSegment, read_recording
from flipdesk.audio.segment import wav_header
from flipdesk.audio.session_sound import SessionSound, open_sound
from flipdesk.audio.sound_plan import Piece, SoundPlan
from flipdesk.audio.sound_stream import SoundStream
from flipdesk.domain.sound_gap import GapKind, SoundGap
from tests.audio.sounds import SPEC, Feed, noise


def recorded(folder: Path) -> bytes:
    """Record 5 s in segments of 2 s with a gap of 1 s after the first 3; return all the sound."""
    sound = noise(40_000)
    feed = Feed(folder, segment_s=2)
    feed.begin()
    feed.hear(0, sound[: 2 * 24_000])
    feed.hear(32_000, sound[2 * 24_000 :])
    feed.writer.close()
    return sound


def as_flac(folder: Path) -> SessionSound:
    """Return the sound with its files as FLAC, as they are after compression."""
    contents = read_recording(folder)
    segments = []
    for one in contents.segments:
        data, rate_hz = soundfile.read(one.path, dtype="int16")
        path = one.path.with_suffix(".flac")
        soundfile.write(str(path), data, rate_hz, subtype="PCM_16")
        segments.append(
            RecordedSegment(one.number, path, one.first_sample, one.samples, one.sha256)
        )
    changed = replace(contents, segments=tuple(segments))
    return SessionSound(changed, read_loudness(contents))


@pytest.mark.parametrize("form", ["wav", "flac"])
def test_any_stretch_is_the_very_samples(tmp_path: Path, form: str) -> None:
    sound = recorded(tmp_path)
    opened = open_sound(tmp_path) if form == "wav" else as_flac(tmp_path)
    plan = opened.plan()
    assert plan.frames == 40_000
    chance = np.random.default_rng(5)
    for _round in range(60):
        first = int(chance.integers(0, 40_000))
        count = int(chance.integers(1, 20_000))
        assert opened.read(plan, first, count) == sound[2 * first : 2 * (first + count)]
    assert opened.gaps() == (SoundGap(3000, 4000, GapKind.LOST),)
    opened.close()


def test_file_that_is_gone_leaves_a_gap_and_the_rest_plays(tmp_path: Path) -> None:
    sound = recorded(tmp_path)
    first, *_rest = read_recording(tmp_path).segments
    first.path.unlink()
    opened = open_sound(tmp_path)
    plan = opened.plan()
    assert opened.gaps()[0] == SoundGap(0, 2000, GapKind.LOST)
    assert opened.read(plan, plan.frame_at(2000), 800) == sound[2 * 16_000 : 2 * 16_800]
    opened.close()


def test_damaged_flac_leaves_a_gap_and_the_rest_plays(tmp_path: Path) -> None:
    sound = recorded(tmp_path)
    as_flac(tmp_path).close()
    (tmp_path / read_recording(tmp_path).segments[1].path.with_suffix(".flac").name).write_bytes(
        b"no sound at all"
    )
    contents = read_recording(tmp_path)
    segments = tuple(replace(one, path=one.path.with_suffix(".flac")) for one in contents.segments)
    for one in contents.segments:
        if not one.path.with_suffix(".flac").exists():
            shutil.copy(one.path, one.path.with_suffix(".flac"))
    opened = SessionSound(replace(contents, segments=segments), read_loudness(contents))
    assert [one.number for one in opened.unreadable] == [2]
    assert opened.gaps() == (SoundGap(2000, 4000, GapKind.LOST),)
    plan = opened.plan()
    assert opened.read(plan, plan.frame_at(4000), 8_000) == sound[2 * 24_000 : 2 * 32_000]
    opened.close()


def test_file_cut_short_while_it_is_open_is_silence_in_its_place(tmp_path: Path) -> None:
    sound = recorded(tmp_path)
    opened = open_sound(tmp_path)
    plan = opened.plan()
    with read_recording(tmp_path).segments[0].path.open("rb+") as file:
        file.truncate(44 + 2 * 8_000)
    heard = opened.read(plan, 0, 20_000)
    assert heard == sound[:16_000] + bytes(16_000) + sound[32_000:40_000]
    opened.close()


def test_silenced_stretch_is_silence_and_moves_nothing(tmp_path: Path) -> None:
    sound = recorded(tmp_path)
    opened = open_sound(tmp_path)
    plan = opened.plan(silenced=[(1000, 1500)])
    heard = opened.read(plan, 0, 40_000)
    assert heard[:16_000] == sound[:16_000]
    assert heard[16_000:24_000] == bytes(8_000)
    assert heard[24_000:] == sound[24_000:]
    opened.close()


def test_closed_sound_is_silence(tmp_path: Path) -> None:
    recorded(tmp_path)
    opened = open_sound(tmp_path)
    plan = opened.plan()
    opened.close()
    assert opened.read(plan, 0, 100) == bytes(200)


def test_stream_is_a_wav_file_that_any_program_reads(tmp_path: Path) -> None:
    sound = recorded(tmp_path)
    opened = open_sound(tmp_path)
    stream = SoundStream(opened, opened.plan())
    whole = stream.read_at(0, stream.size)
    assert len(whole) == stream.size
    assert whole == wav_header(SPEC, len(sound)) + sound
    for offset, count in ((0, 10), (40, 9), (43, 1), (44, 1), (45, 2), (101, 333)):
        assert stream.read_at(offset, count) == whole[offset : offset + count]
    assert stream.read_at(stream.size - 3, 100) == whole[-3:]
    assert stream.read_at(stream.size, 100) == b""
    opened.close()


def test_place_beyond_four_gib_is_found(tmp_path: Path) -> None:
    recorded(tmp_path)
    opened = open_sound(tmp_path)
    silence = 3 << 30
    pieces = (Piece(0, silence, 0, None), Piece(silence, 100, silence, None))
    stream = SoundStream(opened, SoundPlan(SPEC, pieces))
    assert stream.size == len(stream.header) + 2 * (silence + 100)
    assert stream.read_at(stream.size - 50, 100) == bytes(50)
    opened.close()


def test_quiet_stretches_are_found_with_margins(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    loud, quiet = noise(24_000), (np.full(40_000, 30, "<i2")).tobytes()
    feed.hear(0, loud + quiet + loud)
    feed.writer.close()
    opened = open_sound(tmp_path)
    ((from_ms, to_ms),) = opened.loudness.quiet_stretches()
    bucket_ms = 128
    assert 3300 <= from_ms <= 3300 + bucket_ms
    assert 7700 - bucket_ms <= to_ms <= 7700
    assert opened.loudness.at(1000) > 0.5
    assert opened.loudness.at(5000) < 0.01
    opened.close()


def test_columns_keep_the_loudest_at_every_zoom(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    click = np.zeros(80_000, "<i2")
    click[40_000] = 32_767
    feed.hear(0, click.tobytes())
    feed.writer.close()
    loudness = read_loudness(read_recording(tmp_path))
    for columns in (3, 77, 378):
        folded = loudness.columns(0, 10_000, columns)
        assert len(folded) == columns
        assert max(folded) > 0.99
        assert abs(folded.index(max(folded)) - columns // 2) <= 1
    assert loudness.columns(6_000, 8_000, 10) == [0.0] * 10
    assert loudness.columns(20_000, 30_000, 4) == [0.0] * 4
    assert len(loudness.columns(9_000, 12_000, 30)) == 30
