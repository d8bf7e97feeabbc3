"""What to say when sound cannot be put on the disk."""

import errno
import shutil
from pathlib import Path

from flipdesk.audio.failure import FailureKind, kind_of
from flipdesk.errors import KnownError
from flipdesk.i18n import _

_SPARE_BYTES = 64_000_000


def refuse_without_room(target: Path, size: int) -> None:
    """Raise KnownError when a file or folder of this size would fill the disk."""
    place = next(one for one in target.absolute().parents if one.exists())
    if shutil.disk_usage(place).free < size + _SPARE_BYTES:
        raise KnownError(_no_room(target))


def disk_error(problem: OSError, target: Path) -> KnownError:
    """Return the sentence for an error of the disk while writing to a file or folder."""
    if kind_of(problem) is FailureKind.DISK_FULL:
        return KnownError(_no_room(target))
    if problem.errno == errno.ENOENT:
        sentence = _("The folder {folder} is not there any more. Choose another folder.")
    elif kind_of(problem) is FailureKind.FOLDER_REFUSED:
        sentence = _("Nothing can be written in {folder}. Choose another folder.")
    else:
        sentence = _("{name} could not be saved in {folder} ({reason}). Choose another folder.")
    return KnownError(
        sentence.format(name=target.name, folder=target.parent, reason=problem.strerror)
    )


def _no_room(target: Path) -> str:
    sentence = _("There is no room left on the disk for {name}. Make room and save again.")
    return sentence.format(name=target.name)
