"""Every word of the knowledge base, so that a part of a word finds the whole.

The words stand in the search indexes; here they are in memory, in sheets of some thousand, each
with the places of all its letters in the order of what follows them: looking up any part of any
word is a search by halves in each sheet. The sheets are filled in small steps while nobody
writes, and what is written later is added.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flipdesk.domain.typed_words import WORD, spelt_out
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_kinds import INDEXED

if TYPE_CHECKING:
    from numpy import int32, uint64
    from numpy.typing import NDArray

_SHEET, _STEP, _LOOSE = 8_000, 1_000, 500
_KEY = 8


class _Sheet:
    """Some thousand entries, the line feed between them, searched by any part."""

    def __init__(self, entries: Sequence[str]) -> None:
        import numpy as np

        self.entries = entries
        self._text = ("\n" + "\n".join(entries) + "\n").encode()
        letters = np.frombuffer(self._text + bytes(_KEY), np.uint8).astype(np.uint64)
        size = len(self._text)
        keys = np.zeros(size, np.uint64)
        for place in range(_KEY):
            keys = (keys << np.uint64(8)) | letters[place : place + size]
        order = np.argsort(keys)
        self._keys: NDArray[uint64] = keys[order]
        self._places: NDArray[int32] = order.astype(np.int32)
        self._starts: NDArray[int32] = np.flatnonzero(letters[:size] == ord("\n")).astype(np.int32)

    def holding(self, part: bytes) -> Iterator[str]:
        """Yield the entries that hold a part; a line feed stands for the edge of a word."""
        import numpy as np

        head = part[:_KEY]
        least = np.uint64(int.from_bytes(head.ljust(_KEY, b"\x00")))
        most = np.uint64(int.from_bytes(head.ljust(_KEY, b"\xff")))
        low = np.searchsorted(self._keys, least)
        high = np.searchsorted(self._keys, most, side="right")
        if low == high:
            return
        places = self._places[low:high]
        numbers = np.searchsorted(self._starts, places, side="right") - 1
        for place, number in zip(places.tolist(), numbers.tolist(), strict=True):
            if len(part) <= _KEY or self._text.startswith(part, place):
                # A part that begins with the line feed lies before the entry it belongs to.
                yield self.entries[number]


class KnownWords:
    """An entry is a word or, where it has letters some keyboards lack, the word spelt out."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._fresh = rows.news.follow(INDEXED)
        self._entries: set[str] = set()
        self._spelt: dict[str, tuple[str, ...]] = {}
        self._sheets: list[_Sheet] = []
        self._loose: list[str] = []
        self._to_read = list(INDEXED)
        self._read_to = ""
        self.version = 0
        """Grows with every word that comes to be known."""

    def step(self) -> bool:
        """Read some words from the indexes; return whether there are more: some ms."""
        if not self._to_read:
            return False
        table = self._to_read[0]
        rows = self._rows.database.connection
        rows.execute(
            f"create virtual table if not exists temp.{table}_words"
            f" using fts5vocab (main, {table}_fts, row)"
        )
        found = [
            str(row[0])
            for row in rows.execute(
                f"select term from temp.{table}_words where term > ? limit ?",
                (self._read_to, _STEP),
            )
        ]
        self._add(found)
        if len(found) < _STEP:
            self._to_read.pop(0)
            self._read_to = ""
        else:
            self._read_to = found[-1]
        if len(self._loose) >= _SHEET or not self._to_read:
            self._bind()
        return bool(self._to_read)

    def catch_up(self) -> None:
        """Know every word that is written by now."""
        while self.step():
            pass
        if self._fresh:
            fresh = " ".join(str(text) for _table, text in self._fresh)
            self._fresh.clear()
            self._add(dict.fromkeys(WORD.findall(fresh.lower())))
            if len(self._loose) > _LOOSE:
                self._bind()

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    def meant_by(self, entry: str) -> tuple[str, ...]:
        """Return the words that an entry stands for, itself first."""
        return (entry, *self._spelt.get(entry, ()))

    def holding(self, part: str) -> Iterator[str]:
        """Yield the entries that hold a part; a line feed in it stands for the edge of a word."""
        sought = part.encode()
        for sheet in self._sheets:
            yield from sheet.holding(sought)
        yield from (entry for entry in self._loose if part in f"\n{entry}\n")

    def _add(self, words: Sequence[str] | dict[str, None]) -> None:
        for word in words:
            if word in self._entries and word not in self._spelt:
                continue
            self._put(word)
            plain = spelt_out(word)
            if plain != word and word not in self._spelt.get(plain, ()):
                self._spelt[plain] = (*self._spelt.get(plain, ()), word)
                self._put(plain)

    def _put(self, entry: str) -> None:
        if entry not in self._entries:
            self._entries.add(entry)
            self._loose.append(entry)
            self.version += 1

    def _bind(self) -> None:
        if self._loose:
            self._sheets.append(_Sheet(self._loose))
            self._loose = []
