"""Why there is no sound: a pause, nobody recording, or a loss."""

from pathlib import Path

import soundfile

from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.session_sound import open_sound
from flipdesk.domain.sound_gap import GapKind, SoundGap, joined_gaps
from tests.audio.sounds import Feed, noise
from tests.audio.test_import_sound import take_in, tone

SECOND = 8_000
PAUSE, NOT_RECORDED, LOST = GapKind.PAUSE, GapKind.NOT_RECORDED, GapKind.LOST


def gaps(folder: Path) -> tuple[SoundGap, ...]:
    opened = open_sound(folder)
    opened.close()
    return opened.gaps()


def test_pause_stop_and_death_are_told_apart(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.clock.advance(2_000)
    feed.writer.skip_to(3 * SECOND, "pause")
    feed.hear(3 * SECOND, noise(SECOND))
    feed.writer.close()
    feed.clock.advance(5_000)
    feed.open()
    feed.hear(feed.begin(), noise(SECOND))
    # This one dies.
    feed.writer.abandon_segment()
    feed.clock.advance(4_000)
    feed.open()
    feed.hear(feed.begin(), noise(SECOND))
    feed.writer.close()
    assert gaps(tmp_path) == (
        SoundGap(1_000, 3_000, PAUSE),
        SoundGap(4_000, 9_000, NOT_RECORDED),
        SoundGap(10_000, 14_000, LOST),
    )


def test_one_hole_of_two_reasons_is_two_gaps(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.skip_to(3 * SECOND, "pause")
    feed.writer.skip_to(4 * SECOND, "device")
    feed.writer.skip_to(5 * SECOND, "missed")
    feed.hear(5 * SECOND, noise(SECOND))
    feed.writer.close()
    assert gaps(tmp_path) == (SoundGap(1_000, 3_000, PAUSE), SoundGap(3_000, 5_000, LOST))


def test_file_that_is_gone_beside_a_pause_is_lost_and_the_pause_is_none(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.skip_to(3 * SECOND, "pause")
    feed.hear(3 * SECOND, noise(SECOND))
    feed.writer.close()
    read_recording(tmp_path).segments[0].path.unlink()
    assert gaps(tmp_path) == (SoundGap(0, 1_000, LOST), SoundGap(1_000, 3_000, PAUSE))


def test_what_lies_before_an_imported_file_was_not_recorded(tmp_path: Path) -> None:
    path = tmp_path / "diktafon.wav"
    soundfile.write(path, tone(2.0), 16_000, "PCM_16")
    made = take_in(path, tmp_path, offset_ms=156_000)
    assert gaps(made.contents.folder) == (SoundGap(0, 156_000, NOT_RECORDED),)


def test_gaps_of_one_kind_that_touch_are_one() -> None:
    joined = joined_gaps(
        [SoundGap(5, 9), SoundGap(0, 5), SoundGap(9, 12, PAUSE), SoundGap(20, 30, PAUSE)]
    )
    assert joined == (SoundGap(0, 9), SoundGap(9, 12, PAUSE), SoundGap(20, 30, PAUSE))
