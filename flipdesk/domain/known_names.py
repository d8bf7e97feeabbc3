"""The names of known people in free text: whole, in part, by initials, in the genitive, folded."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flipdesk.domain.place_names import names_a_place
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.words_in_text import Word, adjoining, fold, stems, words_of

_PARTICLES = frozenset(
    {"af", "da", "de", "den", "der", "di", "el", "la", "le", "til", "van", "von"}
)
_PART = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 6
_LEAST_LOWER = 4
_ABBREVIATIONS = frozenset(
    {
        "AAU",
        "AB",
        "AI",
        "AP",
        "AU",
        "BR",
        "CV",
        "DA",
        "DK",
        "DR",
        "DS",
        "EU",
        "FH",
        "FN",
        "FO",
        "HK",
    }
    | {"HR", "IT", "JA", "JR", "KA", "KL", "KU", "KUP", "LO", "MR", "NB", "OBS", "OK", "PA"}
    | {"PC", "PS", "RH", "RUC", "SDU", "STAR", "SU", "TAP", "TR", "TV", "UU", "VISO", "ØU"}
)
"""Written in capitals and no initials, unless a colon makes them so."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whose name may stand in a text; who is `near` is known by a part of the name too."""

    key: str
    name: str
    initials: str = ""
    near: bool = True


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Finds people by name. `words` are names that are also something else, folded.

    Such a surname is not taken for one where a sentence begins with it.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    parts: Mapping[str, frozenset[str]]
    first: frozenset[str]
    hints: frozenset[str]
    initials: Mapping[str, frozenset[str]]
    words: frozenset[str]

    @classmethod
    def of(cls, people: Iterable[Known], words: frozenset[str] = frozenset()) -> "KnownNames":
        phrases: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        parts: dict[str, set[str]] = defaultdict(set)
        initials: dict[str, set[str]] = defaultdict(set)
        first: set[str] = set()
        for one in people:
            name = [fold(part) for word in words_of(one.name) for part in word.text.split("-")]
            whole = tuple(name)
            # Whoever is called by one name only is no better known by it than by a part of one.
            if len(whole) > 1:
                phrases[whole[0]].add((whole, one.key))
                phrases[whole[0]].add(((whole[0], whole[-1]), one.key))
            if one.near:
                first.update(whole[:1])
                for part in whole:
                    if len(part) > 1 and part not in _PARTICLES:
                        parts[part].add(one.key)
                if len(one.initials) > 1:
                    initials[one.initials].add(one.key)
        return cls(
            {first: tuple(sorted(all_, key=_longest_first)) for first, all_ in phrases.items()},
            {part: frozenset(keys) for part, keys in parts.items()},
            frozenset(first),
            frozenset(_PART.findall(" ".join((*phrases, *parts, *map(fold, initials))))),
            {short: frozenset(keys) for short, keys in initials.items()},
            words,
        )

    def find(self, text: str) -> tuple[Trace, ...]:
        """Return every place that names somebody known, in order, none overlapping another."""
        return tuple(self.found(text, words_of(text))) if self._may_name(text) else ()

    def found(self, text: str, words: Sequence[Word]) -> Iterator[Trace]:
        """Yield the same for a text of which the words are known already."""
        number = 0
        while number < len(words):
            trace, used = self._at(text, words, number)
            if trace is not None:
                yield trace
            number += used

    def _may_name(self, text: str) -> bool:
        """Return whether any word of a text is part of a name: most texts hold none."""
        folded = set(map(fold, _PART.findall(text)))
        folded |= {one[:-1] for one in folded if one.endswith("s")}
        return not folded.isdisjoint(self.hints)

    def _at(self, text: str, words: Sequence[Word], number: int) -> tuple[Trace | None, int]:
        word = words[number]
        whole = self._whole(text, words, number)
        if whole is not None:
            return whole
        keys = self._by_initials(text, word)
        if keys:
            return _trace(word.start, word.end, keys, certain=True), 1
        return self._part(text, words, number)

    def _whole(self, text: str, words: Sequence[Word], number: int) -> tuple[Trace, int] | None:
        first = words[number]
        starts = [start for start in _starts(first) if start in self.phrases]
        if not starts:
            return None
        count = adjoining(text, words, number, _LONGEST_NAME)
        run = words[number : number + count]
        tokens, ends, owners = _split(run)
        for start in starts:
            for phrase, _key in self.phrases.get(start, ()):
                end = _matched(phrase, tokens, ends)
                if end is not None:
                    same = {key for other, key in self.phrases[start] if other == phrase}
                    used = owners[len(phrase) - 1] + 1
                    return _trace(first.start, end, frozenset(same), certain=True), used
        return None

    def _by_initials(self, text: str, word: Word) -> frozenset[str]:
        keys = self.initials.get(word.text, frozenset())
        if keys and word.text in _ABBREVIATIONS and text[word.end : word.end + 1] != ":":
            return frozenset()
        return keys

    def _part(self, text: str, words: Sequence[Word], number: int) -> tuple[Trace | None, int]:
        """Return the trace of a first name or surname, with the other names that follow it."""
        word = words[number]
        stem, end, keys = self._stem(word)
        is_common = stem in self.words
        if not keys or (not word.is_capital and (is_common or len(stem) < _LEAST_LOWER)):
            return None, 1
        if names_a_place(text, words, number):
            return None, 1
        used = 1
        if end == word.end:
            for other in words[number + 1 : number + adjoining(text, words, number, _LONGEST_NAME)]:
                _stem, its_end, its_keys = self._stem(other)
                if not its_keys & keys:
                    break
                keys, end, used, is_common = keys & its_keys, its_end, used + 1, False
        is_doubtful = is_common and word.begins
        if is_doubtful and stem not in self.first:
            return None, 1
        return _trace(word.start, end, keys, certain=not is_doubtful), used

    def _stem(self, word: Word) -> tuple[str, int, frozenset[str]]:
        for stem, end in stems(word):
            keys = self.parts.get(stem) or self.parts.get(stem.split("-")[0])
            if keys:
                return stem, end, keys
        return "", word.end, frozenset()


def _starts(word: Word) -> list[str]:
    """Return what a whole name that begins with a word may begin with."""
    return list(dict.fromkeys(stem.split("-")[0] for stem, _end in stems(word)))


def _split(run: Sequence[Word]) -> tuple[list[list[str]], list[int], list[int]]:
    """Return the parts of words joined by hyphens: what each may be, where it ends, whose it is."""
    tokens: list[list[str]] = []
    ends: list[int] = []
    owners: list[int] = []
    for owner, word in enumerate(run):
        at = word.start
        for part in word.text.split("-"):
            piece = Word(part, at, at + len(part), begins=False)
            tokens.append([stem for stem, _end in stems(piece)])
            ends.append(at + len(part))
            owners.append(owner)
            at += len(part) + 1
    return tokens, ends, owners


def _matched(
    phrase: tuple[str, ...], tokens: Sequence[Sequence[str]], ends: Sequence[int]
) -> int | None:
    """Return where a whole name ends; only its last part can stand in the genitive."""
    if len(phrase) > len(tokens):
        return None
    if any(part != tokens[n][0] for n, part in enumerate(phrase[:-1])):
        return None
    last = len(phrase) - 1
    if tokens[last][0] == phrase[-1]:
        return ends[last]
    if phrase[-1] in tokens[last]:
        return ends[last] - 1
    return None


def _trace(start: int, end: int, keys: frozenset[str], *, certain: bool) -> Trace:
    return Trace(TraceKind.NAME, start, end, tuple(sorted(keys)), is_certain=certain)


def _longest_first(entry: tuple[tuple[str, ...], str]) -> tuple[int, tuple[str, ...], str]:
    return -len(entry[0]), *entry
