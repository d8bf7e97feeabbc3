"""The journal of use on the disk: one JSON object a line, each bound to the ones before it.

`hash` is the SHA-256 of the hash before it and the line without its own; the first line stands on
64 zeros. docs/adr/0030 tells what that proves and what it does not.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from flipdesk.domain.clock import Clock
from flipdesk.domain.use import Act, Detail, JournalCheck, Thing, Use, nameless

FILE = "journal.jsonl"
START = "0" * 64
_LONGEST = 4096
"""Bytes of the longest line; what is longer was not written by us."""
_OPEN = os.O_RDWR | os.O_CREAT | os.O_APPEND
_OWN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class UseFile:
    """`journal.jsonl` in the folder of a knowledge base; any thread and two processes may write."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / FILE
        self._clock = clock

    def append(
        self,
        act: Act,
        thing: Thing,
        guid: str = "",
        details: Mapping[str, Detail] | None = None,
        at: datetime | None = None,
    ) -> str:
        """Write a line and return where it stands, "12:<hash>"; it is on the disk then.

        `at` is when it was done, now when it is not said.

        Raises:
            OSError: it cannot be written; what stands there is whole.
            BugError: something in it could carry a name.
        """
        told = nameless(guid, details or {})
        moment = (at or self._clock.now()).astimezone(UTC).isoformat(timespec="milliseconds")
        with _locked(self.path) as (descriptor, is_new):
            last, torn = _end(descriptor)
            number, before = _standing(last)
            data = b"\n" if torn else b""
            if torn and _digest_of(torn, before, number + 1) is not None:
                # All of the line is there but its end.
                number, before = _standing(torn)
            elif torn:
                line = _line(number + 1, moment, Act.CUT_OFF, "", "", _cut(torn), before)
                number, before = _standing(line)
                data += line + b"\n"
            line = _line(number + 1, moment, act, thing, guid, told, before)
            _write(descriptor, data + line + b"\n")
        if is_new:
            _sync_names(self.path.parent)
        number, digest = _standing(line)
        return f"{number}:{digest}"

    def uses(self, act: Act | None = None) -> Iterator[Use]:
        """Yield what the lines tell, the oldest first; what is no line of ours is passed over.

        With an act only of that; the other lines are hardly looked at.

        Raises:
            OSError: it cannot be read.
        """
        wanted = b"" if act is None else _json({"act": str(act)})[1:-1]
        for line in self._lines():
            use = _use(line) if wanted in line else None
            if use is not None and act in {None, use.act}:
                yield use

    def check(self, remembered: str = "") -> JournalCheck:
        """Return whether every line is as it was written and stands where it stood.

        `remembered` is what `append` once returned: that line must be there still. Raises as
        `uses` does.
        """
        count, cut_off, before = 0, 0, START
        torn: bytes | None = None
        met = not remembered
        for line in self._lines():
            if torn is not None:
                if not _tells_of(line, torn):
                    return JournalCheck(count, count, cut_off)
                cut_off += 1
                torn = None
            count += 1
            digest = _digest_of(line, before, count - cut_off)
            if digest is None:
                torn = line
                continue
            before = digest
            met = met or remembered == f"{count - cut_off}:{digest}"
        if torn is not None:
            # The last line of all may just have been broken off; the next one will say so.
            is_last = not self._ends_with_a_line()
            return JournalCheck(count, None if is_last else count, cut_off + is_last, not met)
        return JournalCheck(count, None, cut_off, not met)

    def _lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                for line in file:
                    yield line.removesuffix(b"\n")
        except FileNotFoundError:
            return

    def _ends_with_a_line(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def _line(
    number: int,
    at: str,
    act: str,
    thing: str,
    guid: str,
    details: Mapping[str, int | str],
    before: str,
) -> bytes:
    fields: dict[str, object] = {"n": number, "at": at, "act": str(act)}
    fields |= {"thing": str(thing)} if thing else {}
    fields |= {"id": guid} if guid else {}
    fields |= {"details": dict(details)} if details else {}
    body = _json(fields)
    return _json(fields | {"hash": _hash(before, body)})


def _json(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()


def _hash(before: str, body: bytes) -> str:
    return hashlib.sha256(before.encode() + body).hexdigest()


def _fields(line: bytes) -> dict[str, object]:
    """Return what a line holds, nothing when it is none of ours."""
    if len(line) > _LONGEST:
        return {}
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _digest_of(line: bytes, before: str, number: int) -> str | None:
    """Return the hash of a line that is the `number`th and stands on `before`, None if not."""
    fields = _fields(line)
    digest = fields.pop("hash", None)
    if fields.get("n") != number or digest != _hash(before, _json(fields)):
        return None
    # Spaces or another order of fields would tell the same and be another line.
    return str(digest) if _json(fields | {"hash": digest}) == line else None


def _tells_of(line: bytes, torn: bytes) -> bool:
    fields = _fields(line)
    details = fields.get("details")
    return (
        fields.get("act") == Act.CUT_OFF
        and isinstance(details, dict)
        and details.get("sha256") == hashlib.sha256(torn).hexdigest()
    )


def _use(line: bytes) -> Use | None:
    fields = _fields(line)
    try:
        number = fields["n"]
        at = datetime.fromisoformat(str(fields["at"]))
        act = str(fields["act"])
    except (KeyError, ValueError):
        return None
    details = fields.get("details", {})
    if not isinstance(number, int) or not isinstance(details, dict) or at.tzinfo is None:
        return None
    told = {str(name): one for name, one in details.items() if isinstance(one, int | str)}
    thing, guid = str(fields.get("thing", "")), str(fields.get("id", ""))
    return Use(number, at, act, thing, guid, MappingProxyType(told))


def _cut(torn: bytes) -> dict[str, int | str]:
    return {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}


def _standing(line: bytes) -> tuple[int, str]:
    """Return the number and the hash that the next line stands on."""
    fields = _fields(line)
    number, digest = fields.get("n"), fields.get("hash")
    if isinstance(number, int) and isinstance(digest, str):
        return number, digest
    return 0, START


def _end(descriptor: int) -> tuple[bytes, bytes]:
    """Return the last whole line, and what of a line was broken off after it."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    start = max(0, size - 2 * _LONGEST)
    os.lseek(descriptor, start, os.SEEK_SET)
    data = b""
    while piece := os.read(descriptor, 2 * _LONGEST):
        data += piece
    *lines, torn = data.split(b"\n")
    return (lines[-1] if lines else b""), torn


def _write(descriptor: int, data: bytes) -> None:
    """Append all of it and see it onto the disk, or leave the file as it was."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


@contextmanager
def _locked(path: Path) -> Iterator[tuple[int, bool]]:
    """Open the file for one writer at a time; a link in its place is refused."""
    is_new = not path.exists()
    descriptor = os.open(path, _OPEN | _OWN, 0o600)
    try:
        # On Windows the lock of the database keeps a second writer away.
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor, is_new
    finally:
        os.close(descriptor)


def _sync_names(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
