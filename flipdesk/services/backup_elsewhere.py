"""A backup on another disk: a folder that opens by itself, without the sound."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from flipdesk.documents.save import free_path, save_stream
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup_manifest import is_as_made, read_manifest, sha256_of
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.durable_file import reach_disk, write_durably
from flipdesk.knowledge.erasure_ledger import FILE as LEDGER
from flipdesk.knowledge.erasure_ledger import ErasureLedger
from flipdesk.knowledge.key_file import path_of
from flipdesk.knowledge.use_log import UseLog

_BLOCK = 1 << 20
_BASE = ".flipkb"


def copy_elsewhere(
    folder: Path, backup: Path, place: Path, uses: UseLog, goes_on: Callable[[], bool]
) -> Path:
    """Copy a backup of the knowledge base in `folder` into `place`, and return the folder there.

    Keys and the ledger of erasures go along. It has its name only when it is on the disk and is,
    byte for byte, what was proven when it was made. For any thread.

    Raises:
        KnownError: the backup is damaged, the other disk refuses, somebody cancelled, or something
            is erased meanwhile, which the copy would hold; nothing is left there.
    """
    manifest = read_manifest(backup)
    if manifest is None or not is_as_made(backup, manifest):
        sentence = _("The backup {file} is damaged. It is left as it is; choose another one.")
        raise KnownError(sentence.format(file=backup.name))
    _refuse_erasing(folder, manifest.made)
    target = free_path(place / f"{folder.stem} {manifest.made:%Y-%m-%d %H%M}{_BASE}", _BASE)
    part = target.with_name(f".{target.name}.part")
    try:
        for left in place.iterdir():
            # What a kill left is hidden, named by its minute, and holds everybody.
            if left.name.startswith(f".{folder.stem} ") and left.name.endswith(f"{_BASE}.part"):
                shutil.rmtree(left, ignore_errors=True)
        part.mkdir(mode=0o700)
        _fill(part, folder, backup, manifest.sha256, goes_on)
        _refuse_erasing(folder, manifest.made)
        if read_manifest(backup) != manifest:
            raise KnownError(_being_erased())
        part.rename(target)
        reach_disk(place)
    except OSError as error:
        sentence = _(
            "The backup could not be copied to {place}. See that the disk is there and has room."
        )
        raise KnownError(sentence.format(place=place)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    uses.note(Act.EXPORTED, Thing.KNOWLEDGE_BASE)
    return target


def _refuse_erasing(folder: Path, made: datetime) -> None:
    """Refuse while an erasure is not done that a backup is older than."""
    for entry in ErasureLedger(folder).entries():
        if entry.at >= made and not entry.is_finished:
            raise KnownError(_being_erased())


def _being_erased() -> str:
    return _("Something is being erased. Make the copy when that is done; nothing was copied.")


def _fill(part: Path, folder: Path, backup: Path, sha256: str, goes_on: Callable[[], bool]) -> None:
    def write(target: BinaryIO) -> bool:
        with backup.open("rb") as source:
            while block := source.read(_BLOCK):
                if not goes_on():
                    return False
                target.write(block)
        return True

    def check(written: Path) -> None:
        if sha256_of(written) != sha256:
            raise OSError(f"{written} is not what was copied")

    if not save_stream(part / FILE, write, check):
        raise KnownError(_("The copying was stopped. Nothing was left on the other disk."))
    for path in (path_of(folder), folder / LEDGER):
        with suppress(FileNotFoundError):
            data = path.read_bytes()
            copy = part / path.relative_to(folder)
            copy.parent.mkdir(mode=0o700, exist_ok=True)
            write_durably(copy, data)
    reach_disk(part)
