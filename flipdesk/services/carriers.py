"""The files of a knowledge base that hold certain words, the database and the sound left out."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.manifest import MANIFEST_NAME
from flipdesk.errors import KnownError
from flipdesk.knowledge.erasure_ledger import FILE as LEDGER
from flipdesk.knowledge.loose_log import ASIDE
from flipdesk.knowledge.sealed_file import SUFFIX as SEALED
from flipdesk.knowledge.sealed_file import unsealed

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

_BLOCK = 1 << 20
_SOUND = (".flac", ".wav", ".bin", ".sealed-flac", ".sealed-wav")
_REWRITTEN = (MANIFEST_NAME, LEDGER, "journal.jsonl")
"""Ledger and journal name ids and nobody, which is what they are there for."""


def carriers(
    folder: Path, needles: Iterable[bytes], keys: "Keys | None" = None, only: str = ""
) -> tuple[Path, ...]:
    """Return the files in a folder that hold any of some words, sound and the database left out.

    Backups and manifests of recordings are left out, too, for they are rewritten. Copies of
    sessions that were deleted and damaged files that were set aside are what is found. `only` asks
    for files of one name alone. Sealed files are looked into with the keys. Reads everything, so it
    is a job's work.
    """
    wanted = [one.lower() for one in needles if one]
    if not wanted:
        return ()
    return tuple(
        path
        for path in texts_in(folder)
        if (path.name == only if only else path.name not in _REWRITTEN)
        and (_is_aside(folder, path) or _holds(path, wanted, keys))
    )


def _holds_sealed(path: Path, wanted: list[bytes], key: bytes) -> bool:
    """Look into a sealed file; one that does not open may hold anything."""
    try:
        low = unsealed(path.read_bytes(), key).lower()
    except (OSError, KnownError):
        return True
    return any(one in low for one in wanted)


def _is_aside(folder: Path, path: Path) -> bool:
    """Return whether a file was set aside as damaged: it may hold anything, and is not cleaned."""
    return path.is_relative_to(folder / ASIDE)


def texts_in(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".erasing"))
        for name in sorted(files):
            path = Path(place) / name
            is_base = path.parent == folder and name.startswith("knowledge.sqlite")
            is_backup = path.parent == folder / "backups" and name.endswith(".sqlite")
            if not (is_base or is_backup or name.endswith(_SOUND)):
                yield path


def _holds(path: Path, wanted: list[bytes], keys: "Keys | None") -> bool:
    """Look for words in blocks that overlap, so that none is missed between two."""
    if keys is not None and path.name.endswith(SEALED):
        return _holds_sealed(path, wanted, keys.files)
    overlap = max(map(len, wanted), default=1) - 1
    tail = b""
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                low = (tail + block).lower()
                if any(one in low for one in wanted):
                    return True
                tail = block[-overlap:] if overlap else b""
    except OSError:
        return True
    return False
