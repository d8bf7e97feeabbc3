"""A sound that must be nowhere, looked for in every byte of a folder."""

from pathlib import Path

import numpy as np

from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_reading import pieces_of
from flipdesk.audio.segment import WAVE_ENDINGS
from flipdesk.audio.segment_reader import sealed_stem

_WINDOW = 8


def files_with(folder: Path, sound: bytes, key: bytes | None = None) -> list[str]:
    """Return the files in which any four samples of 16-bit sound stand one after another.

    The sound is noise, in which no four samples come twice by chance. With a key every record of a
    sealed segment that it opens is looked at too, whatever the file says of its length.
    """
    windows = np.unique(_windows(sound, step=2))
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        here = _windows(path.read_bytes() + _opened(path, key), step=1)
        places = np.searchsorted(windows, here)
        if (windows[np.minimum(places, len(windows) - 1)] == here).any():
            found.append(path.relative_to(folder).as_posix())
    return found


def _opened(path: Path, key: bytes | None) -> bytes:
    if key is None or not path.name.endswith(WAVE_ENDINGS[1:]):
        return b""
    seal = Seal(key, path.parent.name)
    return b"".join(data for _place, data in pieces_of(path, seal, sealed_stem(path)))


def _windows(data: bytes, *, step: int) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    parts = []
    for start in range(0, _WINDOW, step):
        whole = max(0, len(data) - start) // _WINDOW
        if whole:
            parts.append(np.frombuffer(data, "<u8", whole, start))
    found = np.concatenate(parts) if parts else np.empty(0, "<u8")
    # Silence is in every file.
    kept: np.ndarray[tuple[int], np.dtype[np.uint64]] = found[found != 0]
    return kept
