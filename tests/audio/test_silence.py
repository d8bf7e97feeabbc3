"""Stretches are cut out of a recording for good, and everything else stays sample for sample."""

from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio import silence as module
from flipdesk.audio.beacon import write_beacon
from flipdesk.audio.compress import compress
from flipdesk.audio.peaks_file import PEAKS_NAME
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.session_sound import open_sound
from flipdesk.audio.silence import silence
from flipdesk.domain.sound_gap import GapKind, SoundGap
from flipdesk.errors import KnownError
from tests.audio import test_sealed_recording as sealed
from tests.audio.sounds import SPEC
from tests.audio.test_compress import record, sound
from tests.helpers.at_work import at_work, beacon_of

SECOND = SPEC.rate_hz
CUT = (1500, 2500)


def whole(folder: Path) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    found = np.zeros(6 * SECOND, np.int16)
    for first, data in sound(folder):
        samples = np.frombuffer(data, np.int16)
        found[first : first + len(samples)] = samples
    return found


@pytest.mark.parametrize("first", [True, False])
def test_a_stretch_is_silence_and_everything_else_as_it_was(tmp_path: Path, *, first: bool) -> None:
    record(tmp_path)
    if first:
        compress(tmp_path)
    before = whole(tmp_path)
    assert before[int(1.5 * SECOND) : int(2.5 * SECOND)].any()
    done = silence(tmp_path, [CUT])
    after = whole(tmp_path)
    assert not after[int(1.5 * SECOND) : int(2.5 * SECOND)].any()
    before[int(1.5 * SECOND) : int(2.5 * SECOND)] = 0
    assert (before == after).all()
    assert (done.silent_ms, done.segments) == (1000, 2)
    assert verify(tmp_path) == ()
    assert not (tmp_path / PEAKS_NAME).exists()
    opened = open_sound(tmp_path)
    assert SoundGap(*CUT, GapKind.ERASED) in opened.gaps()
    opened.close()


def test_no_byte_of_what_was_said_is_left(tmp_path: Path) -> None:
    record(tmp_path)
    wav = next(iter(sorted(tmp_path.glob("*.wav"))))
    needle = wav.read_bytes()[44 + 2 * int(1.6 * SECOND) :][:64]
    silence(tmp_path, [CUT])
    assert not any(needle in one.read_bytes() for one in tmp_path.iterdir())


def test_it_is_the_same_when_done_again(tmp_path: Path) -> None:
    record(tmp_path)
    silence(tmp_path, [CUT])
    once, gaps = whole(tmp_path), read_recording(tmp_path).gaps
    silence(tmp_path, [CUT])
    assert (whole(tmp_path) == once).all()
    assert read_recording(tmp_path).gaps == gaps


def test_what_is_recorded_now_is_left(tmp_path: Path) -> None:
    record(tmp_path, close=False)
    with at_work() as pid:
        write_beacon(beacon_of(tmp_path, pid))
        with pytest.raises(KnownError):
            silence(tmp_path, [CUT])


def test_a_disk_that_refuses_leaves_every_segment_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path)
    before = sound(tmp_path)

    def refuse(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_segment", refuse)
    with pytest.raises(KnownError):
        silence(tmp_path, [CUT])
    assert sound(tmp_path) == before


@pytest.mark.parametrize("packed", [False, True])
def test_sealed_sound_stays_sealed_and_is_silent_there(tmp_path: Path, *, packed: bool) -> None:
    loud = sealed.speechlike(4 * SECOND)
    sealed.record(tmp_path, loud, segment_s=2)
    if packed:
        compress(tmp_path, key=sealed.KEY)
    silence(tmp_path, [CUT], key=sealed.KEY)
    contents = read_recording(tmp_path, sealed.KEY)
    first, end = (2 * SECOND * ms // 1000 for ms in CUT)
    wanted = loud[:first] + bytes(end - first) + loud[end:]
    assert sealed.heard(contents) == wanted
    assert not sealed.in_clear(tmp_path, loud)
    assert {one.path.suffix for one in contents.segments} == {".sealed-flac"}
    assert verify(tmp_path) == ()
