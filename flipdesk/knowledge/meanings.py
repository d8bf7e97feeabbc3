"""What a typed word can mean: its inflections, the compounds it is part of, its other spellings."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flipdesk.domain.typed_words import Term, typed_terms, ways_to_spell
from flipdesk.knowledge.known_words import EDGE, KnownWords
from flipdesk.knowledge.snippets import Sought
from flipdesk.knowledge.stems import Stems, is_inflection

_LEAST_PART = 4
"""Shorter stems stand inside too many words that have nothing to do with them."""
Meaning = tuple[tuple[str, ...], tuple[str, ...]]
_MOST_HELD, _MOST_NEAR, _MOST_FAR, _MOST_TEXTS = 600, 24, 40, 4_000


@dataclass(frozen=True, slots=True)
class Expression:
    """FTS5 expressions: words as `typed`, inflected too (`near`), in compounds too (`wide`).

    `without` is what must not be there; each is "" when nothing was typed of the kind. At most
    `about_typed` and `about` texts hold what was typed, and all that it can mean.
    """

    typed: str
    near: str
    wide: str
    without: str
    about_typed: int
    about: int
    sought_typed: Sought
    sought: Sought


@dataclass(frozen=True, slots=True)
class _Parts:
    """The quoted words of one term."""

    typed: Sequence[str]
    near: Sequence[str]
    far: Sequence[str]
    about_typed: int
    about: int


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
        parts = [self._parts(term) for term in wanted]
        without = [one for term in terms if term.is_excluded for one in self._parts(term).near]
        beginnings = tuple(
            way
            for term in wanted
            if term.is_open and len(term.words) == 1
            for way in ways_to_spell(term.words[0])
        )
        phrases = tuple(term.words for term in wanted if len(term.words) > 1)
        single = [term.words[0] for term in wanted if len(term.words) == 1 and not term.is_exact]
        exact = [term.words[0] for term in wanted if len(term.words) == 1 and term.is_exact]
        said = frozenset((*exact, *(way for word in single for way in ways_to_spell(word))))
        longer = tuple(way for way in said if len(way) >= _LEAST_PART)
        meant = frozenset(one for word in single for some in self._meant(word) for one in some)
        return Expression(
            typed=" AND ".join(_either(part.typed) for part in parts),
            near=" AND ".join(_either(part.near) for part in parts),
            wide=" AND ".join(_either((*part.near, *part.far)) for part in parts),
            without=_either(without) if without else "",
            about_typed=min((part.about_typed for part in parts), default=0),
            about=min((part.about for part in parts), default=0),
            sought_typed=Sought(said, (*beginnings, *longer), phrases),
            sought=Sought(meant | said, beginnings, phrases),
        )

    def _parts(self, term: Term) -> _Parts:
        if len(term.words) > 1:
            phrase = f'"{" ".join(term.words)}"'
            one = [f"{phrase} *" if term.is_open else phrase]
            whole = term.words[:-1] if term.is_open else term.words
            about = min(self._known.count(word) for word in whole)
            forms = () if term.is_exact else self._meant(term.words[-1])[0]
            begun = " ".join(term.words[:-1])
            others = [f'"{begun} {form}"' for form in forms if form != term.words[-1]]
            return _Parts(one, [*one, *others], (), about, about)
        word = term.words[0]
        if term.is_exact:
            quoted, about = [f'"{word}"'], self._known.count(word)
            return _Parts(quoted, quoted, (), about, about)
        near, far = self._meant(word)
        ways = ways_to_spell(word)
        count = self._known.count_beginning if term.is_open else self._known.count
        about_typed = sum(count(way) for way in ways)
        others = [one for one in near if not (term.is_open and one.startswith(ways))]
        about = about_typed + sum(self._known.count(one) for one in {*others, *far} - {*ways})
        typed = [f'"{way}" *' if term.is_open else f'"{way}"' for way in ways]
        close = [f'"{one}"' for one in others if term.is_open or one not in ways]
        return _Parts(typed, [*typed, *close], [f'"{one}"' for one in far], about_typed, about)

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
        held: dict[str, str] = {}
        parts: dict[str, None] = {}
        for way in ways_to_spell(word):
            near.update(dict.fromkeys(self._known.meant_by(way)))
            stem = self._stems.of(way)
            if len(stem) < 2:
                continue
            for entry in self._known.holding(f"{EDGE}{stem}", _MOST_HELD):
                if self._stems.are_kin(entry, stem):
                    near.update(dict.fromkeys(self._known.meant_by(entry)))
            for part in dict.fromkeys((stem, way)):
                if len(part) >= _LEAST_PART:
                    parts[part] = None
                    for entry in self._known.holding(part, _MOST_HELD):
                        held.update(dict.fromkeys(self._known.meant_by(entry), entry))
        far = (
            one
            for one in sorted(sorted(held), key=len)
            if one not in near and any(_is_compound(held[one], part) for part in parts)
        )
        return tuple(near)[:_MOST_NEAR], tuple(self._few(far))

    def _few(self, words: Iterable[str]) -> Iterator[str]:
        """Yield words as long as they do not stand in so many texts that nobody could wait."""
        texts = 0
        for word in itertools.islice(words, _MOST_FAR):
            texts += self._known.count(word)
            if texts > _MOST_TEXTS:
                return
            yield word


def _is_compound(entry: str, part: str) -> bool:
    """Return whether a part is the first or the last of a word."""
    at = entry.find(part)
    return at == 0 or (at > 0 and is_inflection(entry[entry.rfind(part) + len(part) :]))


def _either(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
