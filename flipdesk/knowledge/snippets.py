"""The piece of a text round the words that were found, and how much a text says of them.

FTS5 has both, and takes half a millisecond a text for words with many inflections and compounds.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flipdesk.knowledge.said_text import SaidText

MARK_FROM, MARK_TO = "\x02", "\x03"
"""What stands round a found word in a snippet."""
_WORDS, _BEFORE = 24, 6


@dataclass(frozen=True, slots=True)
class Sought:
    """Words in lower case, those that begin with `beginnings`, and words that follow each other."""

    words: Collection[str]
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def places(self, said: list[str]) -> list[int]:
        """Return which of the words of a text were sought, in their order."""
        wanted, begun = self.words, self.beginnings
        if begun:
            found = [n for n, word in enumerate(said) if word in wanted or word.startswith(begun)]
        else:
            found = [n for n, word in enumerate(said) if word in wanted]
        if not self.phrases:
            return found
        return sorted({*found, *(place for one in self.phrases for place in _standing(one, said))})


def _standing(phrase: tuple[str, ...], said: list[str]) -> list[int]:
    """Return the places of the words of a phrase, of which the last may have just begun."""
    found, length = list[int](), len(phrase)
    for start in range(len(said) - length + 1):
        if said[start] == phrase[0]:
            last = start + length - 1
            if tuple(said[start:last]) == phrase[:-1] and said[last].startswith(phrase[-1]):
                found += range(start, last + 1)
    return found


def snippet(said: SaidText, sought: Sought) -> str:
    """Return at most 24 words, what was found in marks, and dots where something is left out."""
    text, count = said.text, len(said.words)
    places = sought.places(said.words)
    first = max(0, min(places[0] - _BEFORE, count - _WORDS)) if places else 0
    last = min(first + _WORDS, count)
    shown = [place for place in places if place < last]
    spans = said.spans(first, shown[-1] + 1 if shown else first + 1)
    reached = spans[0][0] if first else 0
    parts = ["…" if first else ""]
    for place in shown:
        start, stop = spans[place - first]
        parts += (text[reached:start], MARK_FROM, text[start:stop], MARK_TO)
        reached = stop
    if last == count:
        parts.append(text[reached:])
    else:
        ((_start, end),) = said.spans(last - 1, last)
        parts += (text[reached:end], "…")
    return "".join(parts)


def weight(said: SaidText, sought: Sought, typed: Sought) -> float:
    """Return how much a text says of what was sought: more for the very words.

    The share of words, as in BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75 against
    a text of forty words, where what was typed counts three times.
    """
    words = said.words
    often = len(sought.places(words)) + 2 * len(typed.places(words))
    length = 0.25 + 0.75 * len(words) / 40
    return often * 2.2 / (often + 1.2 * length)
