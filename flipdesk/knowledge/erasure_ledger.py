"""The ledger of erasures: ids and times and no names, so that no backup brings anybody back.

One JSON object a line, appended and on the disk before anything is erased.
"""

import json
import os
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flipdesk.domain.erasure import ErasureKind, LedgerEntry
from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.i18n import _

FILE = "erasures.jsonl"
_NO_LINK: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class ErasureLedger:
    """The file `erasures.jsonl` in the folder of a knowledge base."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def entries(self) -> tuple[LedgerEntry, ...]:
        """Return every erasure, the oldest first; a last line torn by a crash is none.

        Raises:
            KnownError: it cannot be read, or a line in it is damaged.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise KnownError(_unreadable(self.path)) from error
        found, done = [], set[str]()
        *lines, _torn = data.split(b"\n")
        for number, line in enumerate(lines, start=1):
            try:
                fields = json.loads(line)
                if "finished" in fields:
                    done.add(str(fields["finished"]))
                else:
                    found.append(_entry(fields))
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                raise KnownError(
                    _(
                        "Line {number} of the list of erasures, {file}, is damaged. Put the file"
                        " back from a copy, so that nobody who was erased comes back."
                    ).format(number=number, file=self.path)
                ) from error
        return tuple(replace(one, is_finished=one.id in done) for one in found)

    def append(self, entry: LedgerEntry) -> None:
        """Note an erasure; it is on the disk when this returns.

        Raises:
            KnownError: it cannot be written; nothing may be erased then.
        """
        self._add(_fields(entry))

    def finish(self, entry_id: str, at: datetime) -> None:
        """Note that an erasure has come to its end, in the folder too; raises as `append` does."""
        self._add({"finished": entry_id, "at": at.isoformat(timespec="seconds")})

    def _add(self, fields: dict[str, Any]) -> None:
        line = json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()
        try:
            self._cut_torn_line()
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_LINK, 0o600)
            end = os.fstat(handle).st_size
            try:
                # A disk that is nearly full takes a part of it without an error.
                rest = memoryview(line + b"\n")
                while rest:
                    rest = rest[os.write(handle, rest) :]
                os.fsync(handle)
            except OSError:
                # What is told not to be erased is not to be erased at the next opening either.
                with suppress(OSError):
                    os.ftruncate(handle, end)
                raise
            finally:
                os.close(handle)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise KnownError(
                _(
                    "Nothing was erased: {file} cannot be written. Make room on the disk and try"
                    " again."
                ).format(file=self.path)
            ) from error

    def _cut_torn_line(self) -> None:
        if not self.path.exists():
            return
        with os.fdopen(os.open(self.path, os.O_RDWR | _NO_LINK), "rb+") as file:
            data = file.read()
            whole = data.rfind(b"\n") + 1
            if whole < len(data):
                file.truncate(whole)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unreadable(path: Path) -> str:
    return _("The list of erasures, {file}, cannot be read. See that you may read it.").format(
        file=path
    )


def _fields(entry: LedgerEntry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "erasure": entry.id,
        "kind": str(entry.kind),
        "target": entry.target,
        "at": entry.at.isoformat(timespec="seconds"),
        "participations": list(entry.participations),
        "gone": {table: list(ids) for table, ids in entry.gone.items()},
        "removed": list(entry.removed),
        "kept": list(entry.kept),
        "sound": {session: [list(one) for one in found] for session, found in entry.sound.items()},
    }
    if entry.kind is ErasureKind.PASSAGE:
        fields |= {"from_ms": entry.from_ms, "to_ms": entry.to_ms}
    fields |= {"folders": list(entry.folders), "files": list(entry.files)}
    return {name: value for name, value in fields.items() if value or value == 0}


def _entry(fields: dict[str, Any]) -> LedgerEntry:
    return LedgerEntry(
        id=str(fields["erasure"]),
        kind=ErasureKind(fields["kind"]),
        target=str(fields["target"]),
        at=datetime.fromisoformat(fields["at"]),
        participations=tuple(map(str, fields.get("participations", ()))),
        gone={table: tuple(map(str, ids)) for table, ids in fields.get("gone", {}).items()},
        removed=tuple(map(str, fields.get("removed", ()))),
        kept=tuple(map(str, fields.get("kept", ()))),
        folders=tuple(map(str, fields.get("folders", ()))),
        files=tuple(map(str, fields.get("files", ()))),
        sound={
            SessionId(session): tuple((int(first), int(end)) for first, end in found)
            for session, found in fields.get("sound", {}).items()
        },
        from_ms=int(fields.get("from_ms", 0)),
        to_ms=int(fields.get("to_ms", 0)),
    )
