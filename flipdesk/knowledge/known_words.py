"""Every word of the knowledge base, so that a part of a word finds the whole.

The words stand in the search indexes; here they are in memory. A sheet is bound once: it holds the
places of all letters of its words in the order of what follows them, so that looking up any part
of any word is a search by halves. What is written later is looked through word by word until there
is enough of it to bind anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from flipdesk.domain.typed_words import WORD, spelt_out
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_kinds import INDEXED

if TYPE_CHECKING:
    from numpy import int32, int64, uint64
    from numpy.typing import NDArray

_STEP = 1_000
_LOOSE = 2_000
_KEY, _IN_ORDER = 8, 16
EDGE = "\n"
"""Stands for where a word begins or ends."""


class Sheet:
    """Entries with an edge between them, searched by any part; made on any thread."""

    def __init__(self, entries: Mapping[str, int]) -> None:
        import numpy as np

        self.entries = tuple(entries)
        self._counts = np.fromiter(entries.values(), np.int64, len(entries))
        self._text = (EDGE + EDGE.join(self.entries) + EDGE).encode()
        letters = np.frombuffer(self._text + bytes(_KEY), np.uint8).astype(np.uint64)
        size = len(self._text)
        keys = np.zeros(size, np.uint64)
        for place in range(_KEY):
            keys = (keys << np.uint64(8)) | letters[place : place + size]
        following = np.concatenate((keys[_KEY:], np.zeros(min(_KEY, size), np.uint64)))
        order = np.lexsort((following, keys))
        self._keys: NDArray[uint64] = keys[order]
        self._places: NDArray[int32] = order.astype(np.int32)
        self._starts: NDArray[int32] = np.flatnonzero(letters[:size] == ord(EDGE)).astype(np.int32)

    def holding(self, part: bytes, most: int) -> list[str]:
        """Return entries that hold a part, no more than `most` of them."""
        low, high = self._range(part)
        places = self._places[low : min(high, low + most)]
        entries = [self.entries[number] for number in self._numbers(places).tolist()]
        if len(part) <= _IN_ORDER:
            return entries
        whole = part.decode().strip(EDGE)
        return [one for one in entries if whole in one]

    def count(self, part: bytes) -> int:
        """Return how often words with a part are held in all; of a long part only the beginning."""
        low, high = self._range(part)
        return int(self._counts[self._numbers(self._places[low:high])].sum())

    def _range(self, part: bytes) -> tuple[int, int]:
        """Return where those begin and end that have the first letters of a part."""
        import numpy as np

        head = part[:_KEY]
        least = np.uint64(int.from_bytes(head.ljust(_KEY, b"\x00")))
        top = np.uint64(int.from_bytes(head.ljust(_KEY, b"\xff")))
        low = int(np.searchsorted(self._keys, least))
        high = int(np.searchsorted(self._keys, top, side="right"))
        begun = part[:_IN_ORDER]
        if len(begun) == len(head):
            return low, high
        size, places, text = len(begun), self._places, self._text
        low = bisect_left(range(high), begun, low, key=lambda n: text[places[n] : places[n] + size])
        return low, bisect_right(
            range(high), begun, low, key=lambda n: text[places[n] : places[n] + size]
        )

    def _numbers(self, places: "NDArray[int32]") -> "NDArray[int64]":
        import numpy as np

        # A part that begins with the edge lies before the entry it belongs to.
        return np.searchsorted(self._starts, places, side="right") - 1


class KnownWords:
    """An entry is a word or, where it has letters some keyboards lack, the word spelt out."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._fresh = rows.news.follow(INDEXED)
        self._spelt: dict[str, tuple[str, ...]] = {}
        self._entries: set[str] = set()
        self._sheet: Sheet | None = None
        self._loose: list[str] = []
        self._counts: dict[str, int] = {}
        self._to_read = list(INDEXED)
        self._read_to = ""
        self.version = 0
        """Grows whenever a word comes to be known."""

    def step(self) -> bool:
        """Read some words from the indexes; return whether there are more: some ms."""
        if not self._to_read:
            return False
        table = self._to_read[0]
        found = self._terms(table)
        self._add(found)
        for word, count in found.items():
            self._counts[word] = self._counts.get(word, 0) + count
        if len(found) < _STEP:
            self._to_read.pop(0)
            self._read_to = ""
        else:
            self._read_to = next(reversed(found))
        return bool(self._to_read)

    def catch_up(self, steps: int) -> None:
        """Know every word that was written since the last time, and more of those from before."""
        for _step in range(steps):
            if not self.step():
                break
        if self._fresh:
            fresh = EDGE.join(str(text) for _table, text in self._fresh)
            self._fresh.clear()
            self._add(dict.fromkeys(WORD.findall(fresh.lower())))

    @property
    def is_to_be_bound(self) -> bool:
        """Whether so many words are loose that a new sheet is worth its while."""
        return not self._to_read and len(self._loose) >= _LOOSE

    def loose_leaves(self) -> dict[str, int]:
        """Return all entries with their counts, of which a `Sheet` can be made on any thread."""
        bound = () if self._sheet is None else self._sheet.entries
        return {entry: self._counts.get(entry, 0) for entry in (*bound, *self._loose)}

    def bind(self, sheet: Sheet) -> None:
        """Take a sheet made of `loose_leaves`; what came since stays loose."""
        known = set(sheet.entries)
        self._sheet, self._loose = sheet, [one for one in self._loose if one not in known]

    def meant_by(self, entry: str) -> tuple[str, ...]:
        """Return the words that an entry stands for."""
        return (entry, *self._spelt.get(entry, ()))

    def holding(self, part: str, most: int) -> Iterator[str]:
        """Yield entries that hold a part, no more than `most`; `EDGE` may begin or end it."""
        for entry in self._loose:
            if part in f"{EDGE}{entry}{EDGE}":
                yield entry
        if self._sheet is not None:
            yield from self._sheet.holding(part.encode(), most)

    def count(self, word: str) -> int:
        """Return about how many notes and other texts hold a word: some may have come since."""
        return self._counts.get(word, 0)

    def count_beginning(self, beginning: str) -> int:
        """Return the same for all words that begin so, those with several counted as often."""
        loose = sum(self.count(one) for one in self._loose if one.startswith(beginning))
        bound = 0 if self._sheet is None else self._sheet.count(f"{EDGE}{beginning}".encode())
        return loose + bound

    def _terms(self, table: str) -> dict[str, int]:
        rows = self._rows.database.connection
        rows.execute(
            f"create virtual table if not exists temp.{table}_words"
            f" using fts5vocab (main, {table}_fts, row)"
        )
        found = rows.execute(
            f"select term, doc from temp.{table}_words where term > ? limit ?",
            (self._read_to, _STEP),
        )
        return {str(term): int(count) for term, count in found}

    def _add(self, words: Iterable[str]) -> None:
        for word in words:
            if word in self._entries and word not in self._spelt:
                continue
            self._put(word)
            plain = spelt_out(word)
            if plain != word and word not in self._spelt.get(plain, ()):
                self._spelt[plain] = (*self._spelt.get(plain, ()), word)
                self._put(plain)
                self.version += 1

    def _put(self, entry: str) -> None:
        if entry not in self._entries:
            self._entries.add(entry)
            self._loose.append(entry)
            self.version += 1
