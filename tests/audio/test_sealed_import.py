"""Recordings made elsewhere, taken in sealed."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio import import_sound as module
from flipdesk.audio.import_sound import ImportedSound, import_sound
from flipdesk.audio.manifest import ImportedFrom, read_manifest
from flipdesk.audio.original_sound import clear_view
from flipdesk.audio.peaks import outline_of
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.domain.placement import Placement
from tests.audio.test_import_sound import RATE, ZERO, tone

KEY = bytes(range(32))
NAME = "Interview med Karen Needle"


def take_in(path: Path, folder: Path, key: bytes | None) -> ImportedSound:
    made = import_sound(path, folder, Placement(ZERO, -300), recording="guid", key=key)
    assert made is not None
    return made


def heard(made: ImportedSound) -> bytes:
    contents = made.contents
    return b"".join(timeline_sound(contents, 0, contents.end_sample))


@pytest.mark.parametrize(
    ("ending", "format_", "subtype"),
    [("wav", "WAV", "PCM_24"), ("flac", "FLAC", "PCM_16"), ("ogg", "OGG", "VORBIS"),
     ("opus", "OGG", "OPUS"), ("mp3", "MP3", "MPEG_LAYER_III")],
)  # fmt: skip
def test_sealed_import_is_heard_as_one_in_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, format_: str, subtype: str
) -> None:
    monkeypatch.setattr(module, "SEGMENT_S", 2)
    path = tmp_path / f"{NAME}.{ending}"
    soundfile.write(path, tone(5.3), RATE, subtype, format=format_)
    plain = take_in(path, tmp_path / "plain" / "imported-0a1b2c3d", None)
    sealed = take_in(path, tmp_path / "sealed" / "imported-0a1b2c3d", KEY)
    folder = sealed.contents.folder
    assert heard(sealed) == heard(plain)
    assert (sealed.sha256, sealed.missing_ms) == (plain.sha256, plain.missing_ms)
    assert verify(folder, KEY) == ()
    assert np.array_equal(
        outline_of(sealed.contents, 80).highs, outline_of(plain.contents, 80).highs
    )
    contents = read_recording(folder, KEY)
    assert contents.seal is not None
    original = folder / f"original.sealed-{ending}"
    with clear_view(original, contents.seal) as view:  # type: ignore[union-attr]
        assert view.read() == path.read_bytes()
    lines = read_manifest(folder, seal=contents.seal).lines
    assert [one.source for one in lines if isinstance(one, ImportedFrom)] == [path.name]
    pieces = [path.read_bytes()[at : at + 64] for at in range(512, 4_000, 512)]
    for file in folder.iterdir():
        data = file.read_bytes()
        assert NAME.encode() not in data
        assert not [piece for piece in pieces if len(set(piece)) > 8 and piece in data]
