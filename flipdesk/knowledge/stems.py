"""Danish stems, by snowballstemmer; every word is stemmed once."""

import re
from functools import cached_property, lru_cache
from typing import Protocol

_ENDINGS = (
    "hed|ethed|ered|e|erede|ende|erende|ene|erne|ere|en|heden|eren|er|heder|erer|heds|es|endes|"
    "erendes|enes|ernes|eres|ens|hedens|erens|ers|ets|erets|et|eret|s|t"
)
_INFLECTION = re.compile(rf"[bcdfghklmnprstv]?(?:e?lig|ig|els|løs)?(?:{_ENDINGS})?")
_LONGEST = len("teligerendes")
"""How many letters an inflection can have."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def load_stemmer() -> None:
    """Import what stems words on any thread, so that the first search need not: it takes 60 ms."""
    import snowballstemmer  # noqa: F401


class Stems:
    def __init__(self) -> None:
        self.of = lru_cache(maxsize=100_000)(self._of)

    @cached_property
    def _stemmer(self) -> _Stemmer:
        import snowballstemmer

        stemmer: _Stemmer = snowballstemmer.stemmer("danish")
        return stemmer

    def _of(self, word: str) -> str:
        return self._stemmer.stemWord(word)

    def are_kin(self, word: str, stem: str) -> bool:
        """Return whether a word that begins with a stem is an inflection of it."""
        # Stemming costs 15 µs a word, and most words that begin alike are compounds.
        return is_inflection(word[len(stem) :]) and self.of(word) == stem


def is_inflection(ending: str) -> bool:
    """Return whether letters at the end of a word can be an inflection."""
    return len(ending) <= _LONGEST and _INFLECTION.fullmatch(ending) is not None
