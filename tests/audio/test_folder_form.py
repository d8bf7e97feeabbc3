"""Sound that lies in clear is sealed, and the other way round; nothing is lost on the way."""

import shutil
from pathlib import Path

import pytest
import soundfile

from flipdesk.audio import import_sound as import_module
from flipdesk.audio.compress import compress
from flipdesk.audio.folder_form import convert_sound, readable_sound
from flipdesk.audio.import_sound import import_sound
from flipdesk.audio.manifest import MANIFEST_NAME
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.recording_folder import SegmentFault, read_recording, verify
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.domain.placement import Placement
from flipdesk.errors import KnownError
from tests.audio.sounds import Feed
from tests.audio.test_import_sound import RATE, ZERO, tone
from tests.audio.test_sealed_damage import flip
from tests.audio.test_sealed_recording import KEY, NEEDLE, SECOND, speechlike
from tests.helpers.figures import Figures
from tests.helpers.killed import run_until_touch

SOUND = speechlike(9 * SECOND)
SOURCE = "Samtale med Karen.ogg"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session in clear: FLAC, WAV, one that a kill left, and an imported recording."""
    monkeypatch.setattr(import_module, "SEGMENT_S", 2)
    folder = tmp_path / "session"
    feed = Feed(folder, segment_s=3)
    feed.begin()
    feed.hear(0, SOUND[: 10 * SECOND], step_ms=200)
    feed.writer.close()
    compress(folder)
    feed.open()
    feed.hear(feed.begin(), SOUND[10 * SECOND :], step_ms=200)
    feed.writer.abandon_segment()  # a kill, as far as the files can tell
    source = tmp_path / SOURCE
    soundfile.write(source, tone(3.3), RATE, "VORBIS", format="OGG")
    import_sound(source, folder / "imported-0a1b2c3d", Placement(ZERO, 0), recording="guid")
    return folder


def everything(session: Path, key: bytes | None) -> list[object]:
    """Return what can be heard, seen and read of a session, whatever its form."""
    told: list[object] = []
    for folder in (session, session / "imported-0a1b2c3d"):
        contents = read_recording(folder, key)
        told += [b"".join(timeline_sound(contents, 0, contents.end_sample)), contents.device]
        told += [contents.gaps, contents.started_utc, contents.closed_properly]
        outline = outline_of(contents, 40)
        told += [outline.lows.tolist(), outline.highs.tolist()]
    return told


def faults(session: Path, key: bytes | None) -> set[SegmentFault]:
    return {one.fault for one in verify(session, key)}


def needles(session: Path) -> list[str]:
    wanted = [NEEDLE.encode(), SOURCE.encode(), SOUND[8_000:8_400], b"OggS", b"fLaC"]
    files = [path for path in session.rglob("*") if path.is_file()]
    return [path.name for path in files if any(one in path.read_bytes() for one in wanted)]


def test_there_and_back_changes_nothing_that_can_be_heard(session: Path) -> None:
    before, files = everything(session, None), sorted(path.name for path in session.rglob("*"))
    original = (session / "imported-0a1b2c3d" / "original.ogg").read_bytes()
    assert needles(session)
    assert readable_sound(session)
    convert_sound(session, KEY, to_plain=False)
    assert everything(session, KEY) == before
    assert faults(session, KEY) <= {SegmentFault.NEVER_CLOSED}
    assert needles(session) == []
    assert readable_sound(session) == ()
    sealed = {path: path.read_bytes() for path in session.rglob("*") if path.is_file()}
    convert_sound(session, KEY, to_plain=False)
    assert {path: path.read_bytes() for path in session.rglob("*") if path.is_file()} == sealed
    convert_sound(session, KEY, to_plain=True)
    assert everything(session, None) == before
    assert sorted(path.name for path in session.rglob("*")) == files
    assert (session / "imported-0a1b2c3d" / "original.ogg").read_bytes() == original
    assert faults(session, None) <= {SegmentFault.NEVER_CLOSED}


def test_stopped_between_two_segments_it_goes_on_there(session: Path) -> None:
    before, told = everything(session, None), list[int]()

    def stop_at_the_second(size: int) -> None:
        told.append(size)
        if len(told) == 2:
            raise KnownError("enough")

    with pytest.raises(KnownError, match="enough"):
        convert_sound(session, KEY, False, stop_at_the_second)
    assert all(told)
    assert list(session.glob("segment-*.sealed-*"))
    assert readable_sound(session)
    assert everything(session, KEY) == before
    convert_sound(session, KEY, to_plain=False)
    assert everything(session, KEY) == before
    assert readable_sound(session) == ()


@pytest.mark.parametrize("to_plain", [False, True])
def test_killed_at_every_touch_of_a_file_nothing_is_lost(
    session: Path, tmp_path: Path, to_plain: bool, figures: Figures
) -> None:
    if to_plain:
        convert_sound(session, KEY, to_plain=False)
    before = everything(session, KEY)
    kept = tmp_path / "kept"
    session.rename(kept)
    number, is_done = 1, False
    while not is_done:
        shutil.rmtree(session, ignore_errors=True)
        shutil.copytree(kept, session)
        is_done = run_until_touch(lambda: convert_sound(session, KEY, to_plain=to_plain), number)
        assert everything(session, KEY) == before
        convert_sound(session, KEY, to_plain=to_plain)
        assert everything(session, None if to_plain else KEY) == before
        assert not list(session.rglob("*.part"))
        if not to_plain:
            assert needles(session) == []
        number += 1 if number < 40 else 3
    what = "put in clear" if to_plain else "sealed"
    figures.add(f"session {what}, killed in between, samples lost", 0, "samples", "0")
    assert number > 60


def test_damaged_sound_stays_and_the_rest_is_put_in_clear(session: Path) -> None:
    convert_sound(session, KEY, to_plain=False)
    damaged = min(session.glob("*.sealed-flac"))
    flip(damaged, 3_000)
    data = damaged.read_bytes()
    with pytest.raises(KnownError, match=damaged.name):
        convert_sound(session, KEY, to_plain=True)
    assert damaged.read_bytes() == data
    assert [path.name for path in session.rglob("*.sealed-*")] == [damaged.name]


def test_sound_that_is_not_as_recorded_is_sealed_and_stays_without_a_proof(session: Path) -> None:
    path = min(session.glob("*.wav"))
    flip(path, 100)
    before = everything(session, None)
    convert_sound(session, KEY, to_plain=False)
    assert everything(session, KEY) == before
    assert SegmentFault.NEVER_CLOSED in faults(session, KEY)


def test_sealed_by_another_key_nothing_is_put_in_clear(session: Path) -> None:
    convert_sound(session, KEY, to_plain=False)
    files = {path: path.read_bytes() for path in session.rglob("segment-*")}
    with pytest.raises(KnownError):
        convert_sound(session, bytes(32), to_plain=True)
    assert {path: path.read_bytes() for path in session.rglob("segment-*")} == files
    manifest = (session / MANIFEST_NAME).read_bytes()
    assert b'"device":"sealed:' in manifest
