"""Finding the records of a sealed file, without its key; damage costs what it hits."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from flipdesk.audio.seal import ID_BYTES, TAG_BYTES
from flipdesk.audio.sealed_file import (
    FILE_HEAD,
    MOST_RECORD_BYTES,
    RECORD_HEAD,
    RECORD_MAGIC,
    About,
    RecordKind,
)

_SEARCH_BYTES = 1 << 16
_MOST_RATIO = 10_000
"""Silence is that much smaller as FLAC; what claims to be longer is damaged."""
_LEAST_BYTES = RECORD_HEAD.size + TAG_BYTES


@dataclass(frozen=True, slots=True)
class Record:
    """A record as its header describes it: where it lies, and where its bytes belong."""

    kind: int
    file_id: bytes
    counter: int
    place: int
    span: int
    length: int
    offset: int

    @property
    def end(self) -> int:
        """Return the place after the stretch that the record stands for."""
        return self.place + self.span

    @property
    def following(self) -> int:
        """Return where in the file the next record begins."""
        return self.offset + _LEAST_BYTES + self.length


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file holds by its headers; `end` is its last record if it was finished."""

    records: tuple[Record, ...]
    end: Record | None

    @property
    def length(self) -> int:
        """Return how far it goes, in bytes of what was sealed."""
        if self.end is not None:
            return self.end.place
        return self.records[-1].end if self.records else 0


def layout(descriptor: int) -> Layout:
    """Return what an open file holds.

    Raises:
        OSError: it cannot be read.
    """
    size = os.fstat(descriptor).st_size
    records = list(_records(descriptor))
    found: list[Record] = []
    end, before = None, 0
    for record, following in zip_longest(records, records[1:]):
        # A damaged place fits neither what stands before it nor what comes after.
        fits = record.place == before or (following is not None and record.end == following.place)
        before = record.end
        if record.kind == RecordKind.END:
            end = record if record.place <= _MOST_RATIO * size else None
        elif fits and (not found or record.place > found[-1].place):
            if found and found[-1].end > record.place:
                found.pop()
            found.append(record)
    return Layout(tuple(found), end)


def all_records(descriptor: int) -> tuple[Record, ...]:
    """Return every record in the order in which they were written, places in any order."""
    return tuple(_records(descriptor))


def sealed_about(path: Path) -> About | None:
    """Return what a file tells of itself without a key, None when it is damaged there.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor = open_to_read(path)
    try:
        return About.parse(read_at(descriptor, FILE_HEAD.size, 0))
    finally:
        os.close(descriptor)


def ended_length(path: Path) -> int | None:
    """Return how many bytes are sealed in a file that was finished: one look at its end.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor = open_to_read(path)
    try:
        end = end_of(descriptor)
    finally:
        os.close(descriptor)
    return None if end is None else end.place


def end_of(descriptor: int) -> Record | None:
    """Return the record that ends an open file if it was finished.

    Raises:
        OSError: it cannot be read.
    """
    size = os.fstat(descriptor).st_size
    last = _record_at(descriptor, max(0, size - _LEAST_BYTES), size)
    if last is None or last.kind != RecordKind.END or last.place > _MOST_RATIO * size:
        return None
    return last


def sealed_length(path: Path) -> int:
    """Return how many bytes are sealed in a file by its headers, finished or not.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor = open_to_read(path)
    try:
        return layout(descriptor).length
    finally:
        os.close(descriptor)


def open_to_read(path: Path) -> int:
    """Open a file and return its descriptor."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


if hasattr(os, "pread"):

    def read_at(descriptor: int, count: int, offset: int) -> bytes:
        """Return bytes from a place in a file, fewer at its end."""
        return os.pread(descriptor, count, offset)

else:

    def read_at(descriptor: int, count: int, offset: int) -> bytes:
        """Return bytes from a place in a file, fewer at its end."""
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, count)


def _records(descriptor: int) -> Iterator[Record]:
    size = os.fstat(descriptor).st_size
    at, file_id = FILE_HEAD.size, b""
    before: Record | None = None
    while at + _LEAST_BYTES <= size:
        record = _record_at(descriptor, at, size)
        if record is None:
            # The length of the one before may be what is damaged: look from its own bytes on.
            begin = before.offset + RECORD_HEAD.size if before else at + 1
            at = _search(descriptor, begin, size, file_id)
        else:
            file_id = record.file_id
            yield record
            at = record.following
        before = record


def _record_at(descriptor: int, offset: int, size: int) -> Record | None:
    head = read_at(descriptor, RECORD_HEAD.size, offset)
    if len(head) < RECORD_HEAD.size:
        return None
    magic, kind, file_id, counter, place, span, length = RECORD_HEAD.unpack(head)
    record = Record(kind, file_id, counter, place, span, length, offset)
    fits = length <= MOST_RECORD_BYTES and record.following <= size
    known = magic == RECORD_MAGIC and kind in {RecordKind.DATA, RecordKind.END}
    return record if known and fits else None


def _search(descriptor: int, at: int, size: int, file_id: bytes) -> int:
    """Return where the next record may begin, or the size where none does."""
    overlap = RECORD_HEAD.size
    while at < size:
        data = read_at(descriptor, _SEARCH_BYTES, at)
        if not data:
            break
        place = data.find(RECORD_MAGIC)
        while place >= 0:
            begin = place + 8
            if not file_id or data[begin : begin + ID_BYTES] == file_id:
                return at + place
            place = data.find(RECORD_MAGIC, place + 1)
        at += max(1, len(data) - overlap)
    return size
