"""Names in free text that stand in no register: a common first name, or somebody who is called so.

Danish writes only proper nouns with a capital, so a capital in the middle of a sentence says much.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flipdesk.domain.place_names import names_a_place
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.words_in_text import Word, adjoining, fold, stems, words_of

_CALLED = frozenset(
    {"hedder", "hed", "kaldes", "kaldte", "kaldet", "kalder", "fru", "frk", "hr", "navn", "navnet"}
    | {"borgeren", "borger", "klienten", "kvinden", "manden", "pigen", "drengen", "sønnen"}
    | {"datteren", "søn", "datter", "søster", "bror", "søsteren", "broren", "broderen", "moren"}
    | {"moderen", "faren", "faderen", "mor", "far", "kæresten", "kæreste", "ægtefællen", "naboen"}
    | {"konen", "ekskonen", "eksmanden", "kone", "mand", "barnet", "veninden", "vennen", "ven"}
    | {"lægen", "psykologen", "mentoren", "kollegaen", "kollega", "sagsbehandleren", "chefen"}
    | {"lederen", "arbejdsgiveren", "virksomhedskonsulenten", "teamlederen", "læreren", "dr"}
)
_NO_NAMES = frozenset(
    {"i", "de", "dem", "deres", "jer", "jeres", "gud", "danmark", "norge", "sverige", "tyskland"}
    | {"facebook", "teams", "google", "outlook", "excel", "word", "linkedin", "jobnet", "borger"}
    | {"flip", "samtaleflip", "strategiflip", "helhedsflip", "inddragelsesflip", "virksomhedsflip"}
    | {"lån", "klip", "jul", "påske", "pinse", "en", "et", "den", "det", "vi", "han", "hun", "jeg"}
    | {"som", "der", "at", "og", "men", "hvis", "hvad", "hvem", "hvor", "når", "ikke", "så", "nej"}
    | {"ja", "du", "kom", "skal", "kan", "må"}
)
_SURNAME_ENDS = ("sen", "gård", "gaard", "lund", "berg", "holm", "toft", "dahl", "skov", "son")
_PARTICLES = frozenset({"von", "van", "de", "el", "al", "bin", "da"})
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class LikelyNames:
    """Finds likely names. All words are folded; `places` are organisations and towns.

    `common` are first names that are also ordinary words, which count only where no sentence
    begins or a surname follows.
    """

    first: frozenset[str]
    common: frozenset[str]
    last: frozenset[str]
    places: frozenset[str] = frozenset()

    def find(self, text: str) -> tuple[Trace, ...]:
        """Return every place that is likely to name somebody, in order."""
        return tuple(self.found(text, words_of(text)))

    def found(self, text: str, words: Sequence[Word]) -> Iterator[Trace]:
        """Yield the same for a text of which the words are known already."""
        number = 0
        while number < len(words):
            used = self._length(text, words, number)
            if used:
                last = words[number + used - 1]
                yield Trace(
                    TraceKind.LIKELY_NAME,
                    words[number].start,
                    self._end(last),
                    is_certain=False,
                )
            number += used or 1

    def _length(self, text: str, words: Sequence[Word], number: int) -> int:
        """Return how many words from here make a likely name, 0 for none."""
        word = words[number]
        if not word.is_capital or self._is_excluded(text, words, number):
            return 0
        run = words[number : number + adjoining(text, words, number, _MOST_WORDS)]
        more = self._surnames(run)
        first = self._stem(word, self.first)
        if first and self._is_meant(word, more, common=first in self.common):
            return 1 + more
        if not word.begins or more:
            if self._stem(word, self.last) and not word.begins:
                return 1 + more
            if more and not word.begins and self._stem(run[1], self.last):
                return 1 + more
        if not word.begins and self._is_called(text, words, number):
            return 1 + more
        return 0

    @staticmethod
    def _is_meant(word: Word, more: int, *, common: bool) -> bool:
        if word.text.isupper() and len(word.text) > 1:
            return False
        return not (common and word.begins) or more > 0

    def _surnames(self, run: Sequence[Word]) -> int:
        """Return how many of the words after the first belong to the name."""
        count = 0
        for number, word in enumerate(run[1:], start=1):
            if word.text in _PARTICLES:
                continue
            folded = fold(word.text)
            if not word.is_capital or folded in self.places or folded in _NO_NAMES:
                break
            is_name = self._stem(word, self.last) or self._stem(word, self.first)
            is_like_one = folded.removesuffix("s").endswith(_SURNAME_ENDS)
            if not (is_name or is_like_one or number == 1 + count or len(word.text) == 1):
                break
            count = number
        return count

    def _is_called(self, text: str, words: Sequence[Word], number: int) -> bool:
        if number == 0 or len(words[number].text) < 2:
            return False
        before = words[number - 1]
        between = text[before.end : words[number].start]
        return fold(before.text) in _CALLED and between in (" ", ", ", ". ", "\u00a0", " ved navn ")

    def _is_excluded(self, text: str, words: Sequence[Word], number: int) -> bool:
        word = words[number]
        folded = {stem for stem, _end in stems(word)}
        if folded & (self.places | _NO_NAMES):
            return True
        return names_a_place(text, words, number)

    @staticmethod
    def _stem(word: Word, among: frozenset[str]) -> str:
        for stem, _end in stems(word):
            for one in (stem, stem.split("-")[0]):
                if one in among:
                    return one
        return ""

    def _end(self, word: Word) -> int:
        """Return where a name ends: before the s of the genitive, if it is one."""
        for stem, end in stems(word):
            if stem in self.first or stem in self.last:
                return end
        return word.end
