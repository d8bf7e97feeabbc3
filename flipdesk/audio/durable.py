"""Files that only their owner reads, and bytes that are on the disk when a call returns."""

import os
import sys
from contextlib import suppress
from pathlib import Path

# Windows writes CR LF into files opened without it.
_BINARY: int = getattr(os, "O_BINARY", 0)
_WIPED_BYTES = 1 << 16
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)


def create_new(path: Path) -> int:
    """Create a file that must not exist yet, mode 0600, and return its descriptor.

    Raises:
        FileExistsError: something of this name is there, be it a link.
        OSError: the folder cannot be written.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)


def open_or_create(path: Path, *, append: bool) -> int:
    """Open a file for reading and writing, mode 0600 when it is new.

    Raises:
        OSError: it cannot be opened, or is a link.
    """
    mode = os.O_APPEND if append else 0
    return os.open(path, os.O_RDWR | os.O_CREAT | mode | _BINARY | _NO_LINK, 0o600)


def open_existing(path: Path) -> int:
    """Open a file that is there for reading and writing.

    Raises:
        OSError: it is not there or cannot be written.
    """
    return os.open(path, os.O_RDWR | _BINARY | _NO_LINK)


def wipe_from(descriptor: int, place: int) -> None:
    """Overwrite a file with zeros from a place to its end, and cut it there; both reach the disk.

    Raises:
        OSError: the disk refused.
    """
    end = os.fstat(descriptor).st_size
    if end <= place:
        return
    for at in range(place, end, _WIPED_BYTES):
        write_at(descriptor, bytes(min(_WIPED_BYTES, end - at)), at)
    sync_data(descriptor)
    os.ftruncate(descriptor, place)
    sync_data(descriptor)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte at the place where the descriptor stands.

    Raises:
        OSError: the disk is full, gone or at a limit; some of the bytes may have been written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if sys.platform == "win32":

    def write_at(descriptor: int, data: bytes | bytearray | memoryview, place: int) -> None:
        """Write every byte at a place in the file, for a descriptor not opened to append.

        Raises:
            OSError: the disk is full, gone or at a limit; some of the bytes may be written.
        """
        os.lseek(descriptor, place, os.SEEK_SET)
        write_all(descriptor, data)

else:

    def write_at(descriptor: int, data: bytes | bytearray | memoryview, place: int) -> None:
        """Write every byte at a place in the file, for a descriptor not opened to append.

        Raises:
            OSError: the disk is full, gone or at a limit; some of the bytes may be written.
        """
        written = os.pwrite(descriptor, data, place)
        while written < len(data):
            written += os.pwrite(descriptor, memoryview(data)[written:], place + written)


def sync_data(descriptor: int) -> None:
    """Return when the bytes written so far survive a power cut."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's cache
    elif sys.platform == "win32":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def drop_cache(descriptor: int) -> None:
    """Let what is read of a synced file come from the disk, where the system has a way."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder survive a power cut; Windows knows no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
