"""Save a document so that the old file is whole until the new one is."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from flipdesk.errors import KnownError
from flipdesk.i18n import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def save_file(path: Path, data: bytes, validate: Callable[[Path], None]) -> None:
    """Write `data` to `path`, replacing an old file only when the new one is safe on disk.

    `validate` opens the finished file beside its place and raises if it is not what it should be.
    A symbolic link is followed, and the permissions of an old file are kept; a new one is the
    user's alone.

    Raises:
        KnownError: disk full, folder missing or read-only, or the file is open in Word. The old
            file is then as it was, and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    with _known_errors(target), _aside(target) as (descriptor, aside):
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _check(aside, data, validate)
        _keep_permissions(target, aside)
        aside.replace(target)
        _sync_folder(target.parent)


def save_stream(
    path: Path, write: Callable[[BinaryIO], bool], validate: Callable[[Path], None]
) -> bool:
    """Let `write` write a file that can be large, as `save_file` does; raises as that does.

    Returns False when `write` does, and the old file is then as it was.
    """
    target = Path(os.path.realpath(path))
    with _known_errors(target), _aside(target) as (descriptor, aside):
        with os.fdopen(descriptor, "w+b") as file:
            if not write(file):
                return False
            file.flush()
            os.fsync(file.fileno())
        validate(aside)
        _keep_permissions(target, aside)
        aside.replace(target)
        _sync_folder(target.parent)
    return True


def free_path(path: Path, ending: str) -> Path:
    """Return a path beside this one that nothing has taken, "name (2)" before the ending."""
    stem = path.name.removesuffix(ending)
    number = 2
    while path.exists():
        path = path.with_name(f"{stem} ({number}){ending}")
        number += 1
    return path


@contextlib.contextmanager
def _aside(target: Path) -> Iterator[tuple[int, Path]]:
    """Give a new file in the same folder; take it away again unless it took the target's place."""
    _refuse_if_open(target)
    aside = target.with_name(f".{secrets.token_hex(8)}.flipdesk-tmp")
    descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        yield descriptor, aside
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


_BINARY = getattr(os, "O_BINARY", 0)


def _check(aside: Path, data: bytes, validate: Callable[[Path], None]) -> None:
    if aside.read_bytes() != data:
        raise KnownError(
            _("The disk gave back something else than was written. Save to another disk.")
        )
    validate(aside)


def _keep_permissions(target: Path, aside: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        aside.chmod(target.stat().st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # The new file is in its place by now; some network folders refuse this, and an error
        # would be untrue.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_if_open(target: Path) -> None:
    """Refuse while Word or LibreOffice has the file open, as their lock files beside it say.

    Only Windows refuses by itself; elsewhere the program would later save its old text over ours.
    """
    name = target.name
    # Word drops none, one or two of the first letters, by the length of the name.
    locks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    if _is_there(target) and any(_is_there(target.with_name(lock)) for lock in locks):
        raise KnownError(_open_elsewhere(target))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # the name is longer than a name can be
        return False


@contextlib.contextmanager
def _known_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(_sentence(error, target)) from error


def _sentence(error: OSError, target: Path) -> str:
    folder = target.parent
    if error.errno in _FULL:
        sentence = _("There is no room left on the disk for {name}. Make room and save again.")
    elif error.errno == errno.ENOENT:
        sentence = _("The folder {folder} is not there any more. Choose another folder.")
    elif error.errno == errno.ENAMETOOLONG:
        sentence = _("The name {name} is too long. Choose a shorter one.")
    elif target.is_dir():
        sentence = _("{name} is a folder. Choose another name for the file.")
    elif error.errno in _REFUSED and os.name == "nt" and target.exists():
        return _open_elsewhere(target)
    elif error.errno in _REFUSED:
        sentence = _("Nothing can be written in {folder}. Choose another folder.")
    else:
        sentence = _("{name} could not be saved in {folder} ({reason}). Choose another folder.")
    return sentence.format(name=target.name, folder=folder, reason=error.strerror)


def _open_elsewhere(target: Path) -> str:
    sentence = _("{name} is open in Word. Close it there, or save under another name.")
    return sentence.format(name=target.name)
