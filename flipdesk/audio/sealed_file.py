"""The form of a sealed file, and writing one: records that are whole or nothing.

A file begins with 32 bytes in clear that say what it holds. Then come records: 48 bytes that say
which stretch of the whole this is, the stretch sealed with AES-256-GCM, and the tag. Of sound a
stretch is so many bytes of PCM, also where what is sealed is a small FLAC file of its own.
Records are only ever appended. The last one of a file that was finished is an end, which says how
long the whole is. Everything in front of a record is sealed with it, so none can be changed, moved,
exchanged or left out unseen; and one that is damaged costs no more than itself.
"""

import os
import struct
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from flipdesk.audio.durable import (
    create_new,
    drop_cache,
    open_or_create,
    sync_data,
    wipe_from,
    write_at,
)
from flipdesk.audio.seal import ID_BYTES, FileCipher, Seal
from flipdesk.audio.spec import AudioSpec

FILE_HEAD = struct.Struct("<8sHHIH14x")
RECORD_HEAD = struct.Struct(f"<4sI{ID_BYTES}sQQII")
FILE_MAGIC = b"FLIPSEAL"
RECORD_MAGIC = b"FDsr"
VERSION = 1
MOST_RECORD_BYTES = 1 << 20
RECORD_BYTES = 1 << 16


class Content(IntEnum):
    """What is sealed in a file."""

    PCM = 1
    FLAC = 2
    OUTLINE = 3
    FILE = 4


class RecordKind(IntEnum):
    """What a record is: bytes, or the end of all bytes."""

    DATA = 1
    END = 2


@dataclass(frozen=True, slots=True)
class About:
    """What a sealed file tells of itself without a key."""

    content: Content
    spec: AudioSpec

    def packed(self) -> bytes:
        """Return the first 32 bytes of the file."""
        spec = self.spec
        return FILE_HEAD.pack(FILE_MAGIC, VERSION, self.content, spec.rate_hz, spec.channels)

    @classmethod
    def parse(cls, head: bytes) -> "About | None":
        """Read the first bytes of a file, None when they are no sealed file's."""
        if len(head) < FILE_HEAD.size:
            return None
        magic, version, content, rate, channels = FILE_HEAD.unpack_from(head)
        known = magic == FILE_MAGIC and version == VERSION and rate and channels
        if not known or content not in list(Content):
            return None
        return cls(Content(content), AudioSpec(rate, channels))


class SealedWriter:
    """Appends sealed records to a file. Raises OSError when the disk refuses.

    After an error the file counts as what it was before the call, and the next call writes there.
    """

    def __init__(
        self, path: Path, seal: Seal, stem: str, about: About, *, go_on: bool = False
    ) -> None:
        """Create the file, mode 0600; with `go_on` append to one that may be there already."""
        self._id = os.urandom(ID_BYTES)
        self._cipher: FileCipher = seal.cipher(stem, self._id)
        self._counter = 0
        self._path = path
        self._descriptor = open_or_create(path, append=False) if go_on else create_new(path)
        try:
            self._offset = os.lseek(self._descriptor, 0, os.SEEK_END)
            if self._offset < FILE_HEAD.size:
                write_at(self._descriptor, about.packed(), 0)
                self._offset = FILE_HEAD.size
        except OSError:
            self.drop()
            raise

    def put(self, place: int, data: bytes | memoryview, *, record_bytes: int) -> None:
        """Append bytes that belong at a place of the whole, in records of at most so many."""
        rest, parts = memoryview(data), []
        while rest:
            piece, rest = rest[:record_bytes], rest[record_bytes:]
            parts.append(self._record(RecordKind.DATA, place, len(piece), piece))
            place += len(piece)
        self._write(parts[0] if len(parts) == 1 else b"".join(parts))

    def put_packed(self, place: int, span: int, packed: bytes) -> None:
        """Append one record that stands for so many bytes at a place of the whole."""
        self._write(self._record(RecordKind.DATA, place, span, packed))

    def end(self, length: int) -> None:
        """Say that this is all, and how long it is."""
        self._write(self._record(RecordKind.END, length, 0, b""))

    def sync(self, *, forget: bool = False) -> None:
        """Return when everything written survives a power cut.

        With `forget` what is read afterwards comes from the disk and not from memory.
        """
        sync_data(self._descriptor)
        if forget:
            drop_cache(self._descriptor)

    def wipe_from(self, offset: int) -> None:
        """Overwrite everything from a place in the file, take it away, and go on there."""
        wipe_from(self._descriptor, offset)
        self._offset = offset

    def cut(self) -> None:
        """Take away what a write left that the disk refused half-way."""
        os.ftruncate(self._descriptor, self._offset)

    def close(self) -> None:
        """Close; twice is once."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def drop(self) -> None:
        """Close and take the file away."""
        self.close()
        self._path.unlink(missing_ok=True)

    def _record(self, kind: RecordKind, place: int, span: int, data: bytes | memoryview) -> bytes:
        # Counted before it is known whether the disk takes it: a nonce is used once.
        counter, self._counter = self._counter, self._counter + 1
        header = RECORD_HEAD.pack(RECORD_MAGIC, kind, self._id, counter, place, span, len(data))
        return header + self._cipher.seal(counter, header, data)

    def _write(self, data: bytes) -> None:
        write_at(self._descriptor, data, self._offset)
        self._offset += len(data)
