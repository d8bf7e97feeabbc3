"""A sound that must be nowhere, looked for in every byte of a folder."""

from pathlib import Path

import numpy as np

_WINDOW = 8


def files_with(folder: Path, sound: bytes) -> list[str]:
    """Return the files in which any four samples of 16-bit sound stand one after another.

    The sound is noise, in which no four samples come twice by chance.
    """
    windows = np.unique(_windows(sound, step=2))
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        here = _windows(data, step=1)
        if here.size and np.isin(here, windows).any():
            found.append(path.relative_to(folder).as_posix())
    return found


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
