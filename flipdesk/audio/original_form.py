"""Sealing the original of an imported recording that lies in clear, and the other way round."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from flipdesk.audio.durable import sync_folder
from flipdesk.audio.original_sound import (
    ORIGINAL_STEM,
    OriginalCopy,
    clear_view,
    is_sealed_original,
    original_name,
)
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_reading import is_as_sealed
from flipdesk.audio.spec import AudioSpec

_BLOCK = 1 << 20


def convert_original(folder: Path, spec: AudioSpec, seal: Seal, *, to_plain: bool) -> list[str]:
    """Convert the originals in a folder; return the names of those that stay as they are.

    Raises:
        OSError: the disk refused.
    """
    left = []
    for old in sorted(folder.glob(f"{ORIGINAL_STEM}.*")):
        if old.name.endswith(".part") or is_sealed_original(old) != to_plain:
            continue
        ending = old.suffix.removeprefix(".").removeprefix("sealed-")
        new = folder / original_name(ending, None if to_plain else seal)
        if not _convert(old, new, spec, seal):
            left.append(old.name)
    return left


def _convert(old: Path, new: Path, spec: AudioSpec, seal: Seal) -> bool:
    wanted = _digest(old, seal)
    if wanted is None:
        return False
    if not new.exists() or _digest(new, seal) != wanted:
        part = new.with_name(f"{new.name}.part")
        part.unlink(missing_ok=True)
        with OriginalCopy(part, spec, seal if is_sealed_original(new) else None) as copy:
            for block in _blocks(old, seal):
                copy.write(block)
            copy.finish()
        part.replace(new)
        sync_folder(new.parent)
        if _digest(new, seal) != wanted:
            new.unlink()
            return False
    old.unlink()
    sync_folder(new.parent)
    return True


def _digest(path: Path, seal: Seal) -> str | None:
    """Return the hash of what a file is in clear, None when it is sealed and damaged."""
    digest = hashlib.sha256()
    for block in _blocks(path, seal):
        digest.update(block)
    if is_sealed_original(path) and not is_as_sealed(path, seal, ORIGINAL_STEM):
        return None
    return digest.hexdigest()


def _blocks(path: Path, seal: Seal) -> Iterator[bytes]:
    view: BinaryIO = clear_view(path, seal) or path.open("rb")
    with closing(view):
        while block := view.read(_BLOCK):
            yield block
