"""Forgetting what the file was called that a recording was imported from: it can name somebody."""

import json
import os
from pathlib import Path

from flipdesk.audio.disk_words import disk_error
from flipdesk.audio.durable import create_new, sync_data, sync_folder, write_all
from flipdesk.audio.manifest import MANIFEST_NAME


def forget_source(folder: Path) -> bool:
    """Let a folder's manifest say of no file where it is from; return whether it did.

    Raises:
        KnownError: the disk refuses; the manifest is as it was then.
    """
    path = folder / MANIFEST_NAME
    if not path.exists():
        return False
    try:
        lines = path.read_bytes().split(b"\n")
        fresh = [_without_source(line) for line in lines]
        if fresh == lines:
            return False
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        _write(part, b"\n".join(fresh))
        part.replace(path)
        sync_folder(folder)
    except OSError as problem:
        raise disk_error(problem, folder) from problem
    return True


def _without_source(line: bytes) -> bytes:
    if b'"imported"' not in line:
        return line
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(values, dict) or not values.get("source"):
        return line
    return json.dumps({**values, "source": ""}, separators=(",", ":")).encode()


def _write(path: Path, data: bytes) -> None:
    descriptor = create_new(path)
    try:
        write_all(descriptor, data)
        sync_data(descriptor)
    finally:
        os.close(descriptor)
