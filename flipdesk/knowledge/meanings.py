"""What a typed word can mean: its inflections, the compounds it is part of, its other spellings."""

from collections.abc import Sequence
from dataclasses import dataclass

from flipdesk.domain.typed_words import Term, typed_terms, ways_to_spell
from flipdesk.knowledge.known_words import EDGE, KnownWords
from flipdesk.knowledge.stems import Stems, is_inflection

_LEAST_PART = 4
"""Shorter stems stand inside too many words that have nothing to do with them."""
Meaning = tuple[tuple[str, ...], tuple[str, ...]]
_MOST_HELD, _MOST_NEAR, _MOST_FAR = 600, 40, 60


@dataclass(frozen=True, slots=True)
class Expression:
    """FTS5 expressions: words as typed and inflected (`near`), compounds too (`wide`).

    `without` is what must not be there; each is "" when nothing was typed of the kind.
    """

    near: str
    wide: str
    without: str

    def __bool__(self) -> bool:
        return bool(self.near or self.without)


class Meanings:
    """Only letters and digits come into an expression, each word quoted: no input is syntax."""

    def __init__(self, known: KnownWords) -> None:
        self._known = known
        self._stems = Stems()
        self._version = -1
        self._found: dict[str, Meaning] = {}

    def expression(self, typed: str) -> Expression:
        """Return what to ask of the indexes for what was typed."""
        terms = typed_terms(typed)
        wanted = [one for one in terms if not one.is_excluded]
        near, wide = [], []
        for term in wanted:
            close, far = self._parts(term)
            near.append(_either(close))
            wide.append(_either((*close, *far)))
        without = [part for term in terms if term.is_excluded for part in self._parts(term)[0]]
        return Expression(
            " AND ".join(near), " AND ".join(wide), _either(without) if without else ""
        )

    def _parts(self, term: Term) -> tuple[Sequence[str], Sequence[str]]:
        if len(term.words) > 1:
            phrase = f'"{" ".join(term.words)}"'
            return ([f"{phrase} *" if term.is_open else phrase], [])
        word = term.words[0]
        near, far = self._meant(word)
        close = [f'"{one}"' for one in near]
        if term.is_open:
            close += [f'"{way}" *' for way in ways_to_spell(word)]
        return close, [f'"{one}"' for one in far]

    def _meant(self, word: str) -> Meaning:
        """Return a word with its inflections, and the compounds it is part of."""
        if self._version != self._known.version:
            self._version = self._known.version
            self._found.clear()
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Meaning:
        near: dict[str, None] = dict.fromkeys(ways_to_spell(word))
        far: dict[str, None] = {}
        for way in ways_to_spell(word):
            near.update(dict.fromkeys(self._known.meant_by(way)))
            stem = self._stems.of(way)
            if len(stem) < 2:
                continue
            for entry in self._known.holding(f"{EDGE}{stem}", _MOST_HELD):
                if self._stems.are_kin(entry, stem):
                    near.update(dict.fromkeys(self._known.meant_by(entry)))
            if len(stem) >= _LEAST_PART:
                for entry in self._known.holding(stem, _MOST_HELD):
                    if self._is_compound(entry, stem):
                        far.update(dict.fromkeys(self._known.meant_by(entry)))
        few = tuple(near)[:_MOST_NEAR]
        longest_last = sorted(
            (one for one in far if one not in near), key=lambda one: (len(one), one)
        )
        return few, tuple(longest_last[:_MOST_FAR])

    @staticmethod
    def _is_compound(entry: str, stem: str) -> bool:
        """Return whether a stem is the first or the last part of a word."""
        at = entry.find(stem)
        return at == 0 or is_inflection(entry[entry.rfind(stem) + len(stem) :])


def _either(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
