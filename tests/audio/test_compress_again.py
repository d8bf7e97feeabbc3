"""What a run over the segments leaves for the next one, and what it does not do twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flipdesk.audio import compress as module
from flipdesk.audio.compress import CompressionFault, compress, uncompressed
from flipdesk.audio.recording_folder import read_recording, sha256_of
from tests.audio.test_compress import record, sound


def test_changed_segment_is_not_read_again_until_it_is_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path)
    first = read_recording(tmp_path).segments[0].path
    data = first.read_bytes()
    first.write_bytes(data[:-1] + b"?")
    assert [one.file for one in compress(tmp_path).kept] == [first.name]
    read: list[str] = []

    def counted(path: Path, note: Callable[[int], None] = lambda _size: None) -> str:
        read.append(path.name)
        return sha256_of(path, note)

    monkeypatch.setattr(module, "sha256_of", counted)
    assert [one.fault for one in compress(tmp_path).kept] == [CompressionFault.CHANGED]
    assert read == []
    first.write_bytes(data)
    assert compress(tmp_path).done == (first.with_suffix(".flac").name,)


def test_wav_that_somebody_has_open_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to remove a file that another program reads."""
    record(tmp_path)
    before = sound(tmp_path)
    first = read_recording(tmp_path).segments[0].path
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path == first:
            raise PermissionError(13, "in use", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refusing)
        result = compress(tmp_path)
    assert (len(result.done), result.failure, result.left) == (3, None, (first.name,))
    assert [path.name for path in tmp_path.glob("*.wav")] == [first.name]
    assert sound(tmp_path) == before
    assert compress(tmp_path).left == ()
    assert uncompressed(read_recording(tmp_path)) == ()
    assert sound(tmp_path) == before
