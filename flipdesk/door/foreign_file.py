"""Opening a file that somebody else has written."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from flipdesk.door.imports import Import
from flipdesk.errors import KnownError
from flipdesk.i18n import _

# Without O_NONBLOCK a pipe that nobody writes to would be waited for without an end.
_HOW = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_GB = 1_000_000_000


def open_foreign(path: Path, kind: Import) -> BinaryIO:
    """Return a file open for reading, once it is known to be one and not larger than it may be.

    Raises:
        KnownError: it cannot be read, is a device, a pipe or a folder, or is too large.
    """
    try:
        descriptor = os.open(path, _HOW)
    except OSError as error:
        raise _unreadable(path, error.strerror or "") from error
    except ValueError as error:
        raise _unreadable(path, _("there can be no such name")) from error
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise _unreadable(path, _("it is no ordinary file"))
        refuse_size(about.st_size, kind, path.name)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_foreign(path: Path, kind: Import) -> bytes:
    """Return the bytes of a file; raises as `open_foreign` does."""
    with open_foreign(path, kind) as file:
        return read_from(file, kind, path.name)


def read_from(stream: BinaryIO, kind: Import, name: str) -> bytes:
    """Return the bytes of a stream, which can be standard input; `name` is what to call it.

    Raises:
        KnownError: it cannot be read, or holds too much.
    """
    try:
        data = stream.read(kind.most_bytes + 1)
    except OSError as error:
        raise _unreadable(Path(name), error.strerror or "") from error
    refuse_size(len(data), kind, name)
    return data


def refuse_size(size: int, kind: Import, name: str) -> None:
    """Refuse what is larger than anything of its kind.

    Raises:
        KnownError: it is.
    """
    if size <= kind.most_bytes:
        return
    if kind.most_bytes < _GB:
        most, unit = kind.most_bytes // 1_000_000, "MB"
    else:
        most, unit = kind.most_bytes // _GB, "GB"
    sentence = _("{file} is over {most} {unit} and was not read. Choose another file.")
    raise KnownError(sentence.format(file=shown(name), most=most, unit=unit))


def shown(name: str) -> str:
    """Return a name that can be shown and stored, whatever bytes the disk has for it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unreadable(path: Path, reason: str) -> KnownError:
    sentence = _("{name} cannot be read ({reason}). Choose another file.")
    return KnownError(sentence.format(name=shown(path.name), reason=reason))
