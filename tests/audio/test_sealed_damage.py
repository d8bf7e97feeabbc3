"""Sealed sound that was damaged, cut or tampered with: found, and the rest is heard."""

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.compress import CompressionFault, compress
from flipdesk.audio.failure import AudioError
from flipdesk.audio.recording_folder import RecordingContents, SegmentFault, read_recording, verify
from flipdesk.audio.sealed_file import FILE_HEAD, RECORD_HEAD
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.segment_sound import sound_of
from flipdesk.audio.session_sound import open_sound
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.domain.sound_gap import GapKind
from tests.audio.sounds import SPEC
from tests.audio.test_sealed_recording import KEY, SECOND, heard, played, record, speechlike
from tests.helpers.figures import Figures

LENGTH = 20 * SECOND
SOUND = speechlike(LENGTH)


@pytest.fixture(params=["sealed-wav", "sealed-flac"])
def segment(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path / "session"
    record(folder, SOUND)
    if request.param == "sealed-flac":
        compress(folder, key=KEY)
    return next(folder.glob(f"*.{request.param}"))


def flip(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 0x40
    path.write_bytes(data)


def wrong_frames(contents: RecordingContents) -> tuple[int, int]:
    """Return how many frames are silence instead of sound, and how many are another sound."""
    got = np.frombuffer(heard(contents), "<i2")
    wanted = np.frombuffer(SOUND, "<i2")[: len(got)]
    silent = np.count_nonzero((got == 0) & (wanted != 0)) + LENGTH - len(got)
    return int(silent), int(np.count_nonzero((got != 0) & (got != wanted)))


def test_a_flipped_bit_costs_its_record_and_is_a_marked_gap(
    segment: Path, figures: Figures
) -> None:
    keep = segment.read_bytes()
    rng = random.Random(4)
    places = [rng.randrange(len(keep)) for _try in range(40)]
    places += range(FILE_HEAD.size, FILE_HEAD.size + RECORD_HEAD.size, 5)
    most = 0
    for place in places:
        flip(segment, place)
        assert verify(segment.parent, KEY)[0].fault is SegmentFault.CHANGED
        contents = read_recording(segment.parent, KEY)
        silent, other = wrong_frames(contents)
        assert other == 0
        most = max(most, silent)
        told: list[str] = []
        sound = open_sound(segment.parent, KEY)
        assert len(played(sound)) == 2 * contents.end_sample
        marked = sum(one.to_ms - one.from_ms for one in sound.gaps())
        assert marked >= SPEC.ms(silent) - SPEC.ms(LENGTH - contents.end_sample)
        sound.close()
        fresh = open_sound(segment.parent, KEY)
        assert fresh.look_closely() == (marked > 0)
        assert [one.kind for one in fresh.gaps()] == [GapKind.LOST] * (marked > 0)
        fresh.close()
        for _block in timeline_sound(contents, 0, contents.end_sample, (), told.append):
            pass
        assert bool(told) == (marked > 0)
        segment.write_bytes(keep)
    figures.add(f"one flipped bit in {segment.suffix}, sound lost", most / SECOND, "s", "1 s")
    assert most <= (SECOND // 5 if segment.suffix == ".sealed-wav" else SECOND)


def test_a_truncated_file_is_found_and_plays_as_far_as_it_goes(segment: Path) -> None:
    keep = segment.read_bytes()
    for share in (0.98, 0.6, 0.3):
        segment.write_bytes(keep[: int(share * len(keep))])
        assert [one.fault for one in verify(segment.parent, KEY)] == [SegmentFault.CHANGED]
        contents = read_recording(segment.parent, KEY)
        silent, other = wrong_frames(contents)
        assert other == 0
        assert silent <= (1 - share) * LENGTH + SECOND
        sound = open_sound(segment.parent, KEY)
        gaps = sum(one.to_ms - one.from_ms for one in sound.gaps())
        assert SPEC.ms(contents.end_sample) - gaps <= SPEC.ms(LENGTH - silent) + 1
        sound.close()


def test_records_moved_doubled_or_left_out_do_not_pass(segment: Path) -> None:
    keep = segment.read_bytes()
    descriptor = open_to_read(segment)
    first, second, *_rest, last, end = all_records(descriptor)
    one, two = (keep[each.offset : each.following] for each in (first, second))
    for other in (
        keep[: first.offset] + two + one + keep[second.following :],
        keep[: second.offset] + one + keep[second.following :],
        keep[: second.offset] + keep[second.following :],
        keep[: last.offset] + keep[end.offset :],
    ):
        segment.write_bytes(other)
        assert verify(segment.parent, KEY)
        with pytest.raises(AudioError):
            list(sound_of(segment, SPEC, seal=read_recording(segment.parent, KEY).seal))
    segment.write_bytes(keep)
    assert verify(segment.parent, KEY) == ()


def test_a_segment_in_the_place_of_another_does_not_open(tmp_path: Path) -> None:
    folder = tmp_path / "session"
    record(folder, SOUND, segment_s=10)
    first, second = sorted(folder.glob("*.sealed-wav"))
    shutil.copy(first, second)
    contents = read_recording(folder, KEY)
    half = LENGTH // 2
    assert heard(contents) == SOUND[: 2 * half] + bytes(2 * half)
    shutil.copytree(folder, tmp_path / "another")
    assert not any(heard(read_recording(tmp_path / "another", KEY)))


def test_damaged_sound_stays_as_it_is(tmp_path: Path) -> None:
    record(tmp_path, SOUND)
    path = next(tmp_path.glob("*.sealed-wav"))
    flip(path, 4_000)
    before = path.read_bytes()
    result = compress(tmp_path, key=KEY)
    assert [one.fault for one in result.kept] == [CompressionFault.CHANGED]
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*flac*"))
