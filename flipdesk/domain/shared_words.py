"""Which texts speak of the same thing, judged by the uncommon words they share.

It chooses what to show beside an idea, and decides nothing: endings are cut off, and a word that
many of the texts hold tells nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Danish puts endings on: "stilhed" and "stilheden" share their first letters."""
_COMMON_SHARE = 0.12
_ALWAYS_UNCOMMON = 3
_SMALL = frozenset(
    "alle alligevel andet bliver blev både derfor deres dette efter eller endnu ender første"
    " fordi gang gøre havde have hele hvad hvem hver hvilke hvis hvor hvordan hvornår igen ikke"
    " ingen inden jeres kunne lige mange mellem mere meget mindre måske når nogen noget nogle"
    " også over siden siger skal skulle sidste tage uden under vare være vores ville"
    " finde finder giver gives holde holder høre hører komme kommer lytte lytter sagde sagt"
    " siges skrev skrive skriver spurgte spørge spørger synes tager tænke tænker virke virker"
    " about after again also because before every from have into more most only other over should"
    " some than that their them then there these they this those what when where which will with"
    " would your".split()
)


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say something."""
    words = _WORD.findall(text.casefold())
    return frozenset([word[:_STEM] for word in words if word not in _SMALL])


class SharedWords:
    """Knows how common each word is among `texts`, and among those added later."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._stems: dict[str, frozenset[str]] = {}
        self._counts = Counter[str]()
        self._held = 0
        self.add(texts)

    def add(self, texts: Iterable[str]) -> None:
        """Take more texts in."""
        for text in texts:
            self._held += 1
            # Kept are only the words of those that are compared: of a large series a few.
            self._counts.update(stems(text))

    def likeness(self, one: str, other: str) -> int:
        """Return how many uncommon words two texts share; a short word alone counts for none."""
        most = max(_ALWAYS_UNCOMMON, int(self._held * _COMMON_SHARE))
        both = self._of(one) & self._of(other)
        shared = {stem for stem in both if self._counts[stem] <= most}
        is_telling = len(shared) > 1 or any(len(stem) == _STEM for stem in shared)
        return len(shared) if is_telling else 0

    def like(self, text: str, others: Sequence[str], *, most: int) -> list[int]:
        """Return the indices of the texts most like this one, in the order given."""
        scores = [(self.likeness(text, other), -number) for number, other in enumerate(others)]
        best = sorted((score for score in scores if score[0]), reverse=True)[:most]
        return sorted(-number for _score, number in best)

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._stems:
            self._stems[text] = stems(text)
        return self._stems[text]
