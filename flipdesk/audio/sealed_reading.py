"""Reading a sealed file at any place, with its key. What does not open is zeros, and is told."""

import io
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path

from typing_extensions import override

from flipdesk.audio.seal import FileCipher, Seal, UnsealableError
from flipdesk.audio.sealed_file import RECORD_HEAD, RecordKind
from flipdesk.audio.sealed_records import (
    Record,
    all_records,
    end_of,
    layout,
    open_to_read,
    read_at,
)


class SealedFile:
    """An open file whose records follow on one another; calls come from one thread at a time."""

    def __init__(
        self, path: Path, seal: Seal, stem: str, unpack: Callable[[bytes], bytes] | None = None
    ) -> None:
        """Open a file; `stem` is the name under which it was sealed.

        `unpack` makes of a record's bytes those that it stands for, none where it cannot.

        Raises:
            OSError: it is not there or cannot be read.
        """
        self._opener = _Opener(seal, stem)
        self._unpack = unpack
        self._descriptor = open_to_read(path)
        self._records: tuple[Record, ...] = ()
        self._firsts: list[int] = []
        self._is_found = False
        self._held: tuple[int, bytes] = (-1, b"")
        self.damaged: set[tuple[int, int]] = set()
        """From and to of the bytes that were asked for and could not be had."""
        try:
            end = end_of(self._descriptor)
            self.is_whole = self._opener.is_true(self._descriptor, end)
            self.length = end.place if end is not None and self.is_whole else 0
            if not self.is_whole:
                self._find()
        except OSError:
            os.close(self._descriptor)
            raise

    @property
    def opens(self) -> bool:
        """Return whether the key is the right one, by the end or the first and the last record."""
        if self.is_whole:
            return True
        ends = (self._records[0], self._records[-1]) if self._records else ()
        return not ends or any(self._opener.is_true(self._descriptor, one) for one in ends)

    def unopened(self) -> Iterator[tuple[int, int]]:
        """Yield from and to of the bytes that are not there or do not open; reads it all."""
        self._find()
        yield from self.holes()
        for record in self._records:
            if not self._opener.is_true(self._descriptor, record):
                yield record.place, record.end

    def holes(self) -> Iterator[tuple[int, int]]:
        """Yield from and to of the bytes that are not there by the headers, once these are read.

        They are when first something is read, and at once in a file that was not finished.
        """
        if not self._is_found:
            return
        at = 0
        for record in self._records:
            if record.place > at:
                yield at, record.place
            at = record.end
        if at < self.length:
            yield at, self.length

    def read(self, place: int, count: int) -> bytes:
        """Return bytes from a place, fewer at the end; what does not open is zeros."""
        self._find()
        end = min(self.length, place + count)
        here = max(0, bisect_right(self._firsts, place) - 1)
        parts, at = [], place
        while at < end:
            record = self._records[here] if here < len(self._records) else None
            if record is None or record.place >= end:
                parts.append(self._lacking(at, end))
                at = end
            elif record.end <= at:
                here += 1
            else:
                if record.place > at:
                    parts.append(self._lacking(at, record.place))
                    at = record.place
                stop = min(end, record.end)
                data = self._opened(here)
                if data is None:
                    parts.append(self._lacking(at, stop))
                else:
                    parts.append(data[at - record.place : stop - record.place])
                at, here = stop, here + 1
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def close(self) -> None:
        """Let the file go; twice is once."""
        descriptor, self._descriptor = self._descriptor, -1
        self._held = (-1, b"")
        if descriptor >= 0:
            os.close(descriptor)

    def _find(self) -> None:
        """Find the records, all of them, by their headers."""
        if self._is_found:
            return
        found = layout(self._descriptor)
        self._records = found.records
        self._firsts = [record.place for record in found.records]
        if not self.is_whole:
            self.length = found.records[-1].end if found.records else 0
        self._is_found = True

    def _lacking(self, first: int, end: int) -> bytes:
        self.damaged.add((first, end))
        return bytes(end - first)

    def _opened(self, index: int) -> bytes | None:
        held, data = self._held
        if held == index:
            return data
        try:
            data = self._opener.open(self._descriptor, self._records[index])
        except (UnsealableError, OSError):
            return None
        if self._unpack is not None:
            data = self._unpack(data)
        if len(data) != self._records[index].span:
            return None
        self._held = (index, data)
        return data


class SealedIO(io.RawIOBase):
    """A sealed file as a file in clear, for libraries that read one."""

    def __init__(self, file: SealedFile) -> None:
        self._file = file
        self._at = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._file.read(self._at, len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._file.length}[whence]
        self._at = max(0, base + offset)
        return self._at

    @override
    def tell(self) -> int:
        return self._at

    @override
    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def proven_length(path: Path, seal: Seal, stem: str) -> int:
    """Return how many bytes can be had of a file, finished or left in the middle of a write.

    Without a true end the last records are opened until one proves whole: a power cut can leave a
    length on the disk without what was written. Where none does, the key is not that of the file,
    and its headers are believed.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor = open_to_read(path)
    try:
        opener, end = _Opener(seal, stem), end_of(descriptor)
        if end is not None and opener.is_true(descriptor, end):
            return end.place
        found = layout(descriptor)
        proven = (one.end for one in reversed(found.records) if opener.is_true(descriptor, one))
        return next(proven, found.length)
    finally:
        os.close(descriptor)


def pieces_of(path: Path, seal: Seal, stem: str) -> Iterator[tuple[int, bytes]]:
    """Yield the place and the bytes of every record that opens, in the order of their writing.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor, opener = open_to_read(path), _Opener(seal, stem)
    try:
        for record in all_records(descriptor):
            if record.kind == RecordKind.DATA:
                try:
                    yield record.place, opener.open(descriptor, record)
                except UnsealableError:
                    continue
    finally:
        os.close(descriptor)


def is_as_sealed(path: Path, seal: Seal, stem: str) -> bool:
    """Return whether a file was finished and every record of it opens.

    Raises:
        OSError: it is not there or cannot be read.
    """
    file = SealedFile(path, seal, stem)
    try:
        return file.is_whole and not any(file.unopened())
    finally:
        file.close()


class _Opener:
    """Opens records; a file that was gone on with has more than one key."""

    def __init__(self, seal: Seal, stem: str) -> None:
        self._seal = seal
        self._stem = stem
        self._ciphers: dict[bytes, FileCipher] = {}

    def open(self, descriptor: int, record: Record) -> bytes:
        cipher = self._ciphers.get(record.file_id)
        if cipher is None:
            cipher = self._seal.cipher(self._stem, record.file_id)
            self._ciphers[record.file_id] = cipher
        data = read_at(descriptor, record.following - record.offset, record.offset)
        return cipher.open(record.counter, data[: RECORD_HEAD.size], data[RECORD_HEAD.size :])

    def is_true(self, descriptor: int, record: Record | None) -> bool:
        """Return whether there is such a record, and it opens."""
        try:
            return record is not None and self.open(descriptor, record) is not None
        except (UnsealableError, OSError):
            return False
