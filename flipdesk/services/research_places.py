"""Where words that were coded elsewhere stand here: in which note or segment, at which place.

A text that went out and came back is known by the places its notes had when it left. Where those
are lost, words are found when they stand in one text alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flipdesk.domain.shown_text import ShownText

LEAST_LETTERS = 12
"""Fewer letters are found anywhere, and say nothing of where they belong."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words in a text here; start and end are None for the whole of it."""

    text_id: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The texts of one source: `shown` as they are now, `left_at` where they stood before."""

    source_text: str
    shown: Mapping[str, ShownText]
    left_at: Mapping[str, tuple[int, int]]

    def find(self, start: int, end: int) -> tuple[Found, ...]:
        """Return which words a span of the source is: several when it goes over several texts."""
        met = []
        for text_id, (first, last) in self.left_at.items():
            low, high = max(start, first), min(end, last)
            if low >= high:
                continue
            now = self.shown.get(text_id)
            if now is not None and now.text == self.source_text[first:last]:
                met.append(self._at(text_id, now, low - first, high - first))
            else:
                met += self._by_words(self.source_text[low:high])
        return tuple(met) if met else self._by_words(self.source_text[start:end])

    def _by_words(self, words: str) -> tuple[Found, ...]:
        words = words.strip()
        if len(words) < LEAST_LETTERS:
            return ()
        holding = [(key, one) for key, one in self.shown.items() if one.text.count(words) == 1]
        if len(holding) != 1:
            return ()
        ((text_id, shown),) = holding
        at = shown.text.index(words)
        return (self._at(text_id, shown, at, at + len(words)),)

    @staticmethod
    def _at(text_id: str, shown: ShownText, start: int, end: int) -> Found:
        if start == 0 and end == len(shown.text):
            return Found(text_id)
        return Found(text_id, *shown.stored_at(start, end))
