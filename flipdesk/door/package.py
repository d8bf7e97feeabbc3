"""Packed files from outside (ZIP), judged by their directory before anything is unpacked.

Parts are unpacked one by one when they are asked for, into memory and never into a folder.
"""

import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flipdesk.errors import KnownError

_SMALL_BYTES = 1_000_000
"""A part that unpacks to less is no bomb, however well it is packed."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
)
"""What zipfile raises over a file that is not what its directory says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold; `counts` says of which parts the bytes are counted."""

    most_bytes: int
    most_ratio: int
    most_entries: int
    counts: Callable[[str], bool] = lambda _name: True


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences to refuse a package with."""

    not_one: str
    too_much: str
    strange: str
    damaged: str


@dataclass(frozen=True, slots=True)
class Unpacking:
    """A package that may be unpacked; `names` are those of its directory, without folders."""

    names: tuple[str, ...]
    _file: zipfile.ZipFile
    _words: Words

    def size(self, name: str) -> int:
        """Return how many bytes a part unpacks to, as the directory says."""
        return self._file.getinfo(name).file_size

    def part(self, name: str) -> bytes:
        """Return the bytes of a part, never more than the directory says.

        Raises:
            KnownError: it is damaged.
        """
        try:
            return self._file.read(name)
        except _BROKEN as error:
            raise KnownError(self._words.damaged) from error


def open_packed(file: IO[bytes], limits: Limits, words: Words) -> Unpacking:
    """Return what a package holds.

    Raises:
        KnownError: it is none, is damaged or locked, would unpack to more than it may, or names
            its parts as only somebody does who wants to get out of a folder.
    """
    try:
        package = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise KnownError(words.not_one) from error
    entries = package.infolist()
    _refuse_bombs(entries, limits, words)
    for entry in entries:
        if entry.flag_bits & 1 or _is_strange(entry):
            raise KnownError(words.strange)
    seen = Counter(unicodedata.normalize("NFC", one.filename).casefold() for one in entries)
    if max(seen.values(), default=0) > 1:
        raise KnownError(words.strange)
    names = tuple(one.filename for one in entries if not one.is_dir())
    return Unpacking(names, package, words)


def _refuse_bombs(entries: list[zipfile.ZipInfo], limits: Limits, words: Words) -> None:
    counted = sum(one.file_size for one in entries if limits.counts(one.filename))
    bomb = any(
        one.file_size > _SMALL_BYTES
        and one.file_size / max(one.compress_size, 1) > limits.most_ratio
        for one in entries
    )
    if bomb or counted > limits.most_bytes or len(entries) > limits.most_entries:
        raise KnownError(words.too_much)


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    """Whether a part is a link, or its name leads out of the folder it would be unpacked in."""
    # zipfile itself makes slashes of backslashes, and cuts a name at its first zero.
    name = entry.orig_filename
    leads_out = name.startswith("/") or ".." in name.replace("\\", "/").split("/")
    # 3 is Unix, whose permissions and kinds of file are in the upper half.
    kind = entry.external_attr >> 16 if entry.create_system == 3 else 0
    is_ordinary = stat.S_IFMT(kind) in {0, stat.S_IFREG, stat.S_IFDIR}
    return leads_out or "\\" in name or ":" in name or "\x00" in name or not is_ordinary
