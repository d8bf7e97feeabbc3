"""The list of common names that FlipDesk carries."""

import tomllib
from dataclasses import dataclass
from functools import cache

from flipdesk.domain.words_in_text import fold
from flipdesk.paths import resource


@dataclass(frozen=True, slots=True)
class NameList:
    """Common names and places, all folded.

    `common` are first names that are ordinary words too, `surname_words` surnames that are.
    """

    first: frozenset[str]
    common: frozenset[str]
    last: frozenset[str]
    places: frozenset[str]
    surname_words: frozenset[str]


@cache
def load_names() -> NameList:
    """Return the list as it is carried."""
    with resource("names", "names.toml").open("rb") as file:
        lists = tomllib.load(file)
    folded = {key: frozenset(map(fold, str(text).split())) for key, text in lists.items()}
    return NameList(
        first=folded["first"] | folded["common"],
        common=folded["common"],
        last=folded["last"],
        places=folded["places"],
        surname_words=folded["surname_words"],
    )
