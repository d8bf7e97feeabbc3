"""The piece of a text round the words that were found, and how much a text says of them.

FTS5 has both, and takes half a millisecond a text for words with many inflections and compounds.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flipdesk.domain.typed_words import WORD

MARK_FROM, MARK_TO = "\x02", "\x03"
"""What stands round a found word in a snippet."""
_WORDS, _BEFORE = 24, 6


@dataclass(frozen=True, slots=True)
class Sought:
    """Words in lower case, those that begin with `beginnings`, and words that follow each other."""

    words: Collection[str]
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def places(self, words: list[str]) -> set[int]:
        """Return which of the words of a text were sought."""
        found = {
            place
            for place, word in enumerate(words)
            if word in self.words or (self.beginnings and word.startswith(self.beginnings))
        }
        for phrase in self.phrases:
            length = len(phrase)
            for start in range(len(words) - length + 1):
                last = start + length - 1
                if tuple(words[start:last]) == phrase[:-1] and words[last].startswith(phrase[-1]):
                    found.update(range(start, last + 1))
        return found


def snippet(text: str, sought: Sought) -> str:
    """Return at most 24 words, what was found in marks, and dots where something is left out."""
    spans = [(one.start(), one.end()) for one in WORD.finditer(text)]
    places = sought.places([text[start:end].lower() for start, end in spans])
    first = 0
    if len(spans) > _WORDS and places:
        first = max(0, min(min(places) - _BEFORE, len(spans) - _WORDS))
    last = min(first + _WORDS, len(spans))
    begin = spans[first][0] if first else 0
    end = spans[last - 1][1] if last < len(spans) else len(text)
    parts, reached = ["…" if first else ""], begin
    for place in sorted(places):
        if first <= place < last:
            start, stop = spans[place]
            parts += [text[reached:start], MARK_FROM, text[start:stop], MARK_TO]
            reached = stop
    return "".join((*parts, text[reached:end], "…" if last < len(spans) else ""))


def weight(text: str, sought: Sought, typed: Sought) -> float:
    """Return how much a text says of what was sought: more for the very words.

    The share of words, as in BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75 against
    a text of forty words, where what was typed counts three times.
    """
    words = [one.lower() for one in WORD.findall(text)]
    often = len(sought.places(words)) + 2 * len(typed.places(words))
    length = 0.25 + 0.75 * len(words) / 40
    return often * 2.2 / (often + 1.2 * length)
