"""Small files that are wholly there or not at all, whatever happens meanwhile."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_durably(
    path: Path, data: bytes, proves: Callable[[bytes], bool] = lambda _read: True
) -> None:
    """Write a file that only its owner may read, in the place of the one before.

    It takes its name only when it is on the disk, reads as it was written and `proves` says yes.

    Raises:
        OSError: it cannot be written; the one before is untouched.
    """
    part = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        read = part.read_bytes()
        if read != data or not proves(read):
            raise OSError(f"{part} is not what was written")
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    reach_disk(path.parent)


def reach_disk(path: Path) -> None:
    """See a file or a folder's list of names through to the disk.

    Raises:
        OSError: the disk does not answer.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
