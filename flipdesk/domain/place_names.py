"""Where a name of somebody is part of what a place is called: "Karens Minde", "Sankt Hans"."""

import re
from collections.abc import Sequence

from flipdesk.domain.words_in_text import Word, adjoining, fold

_INSTITUTIONS = re.compile(
    r"(?:gade|vej|allé|alle|plads|torv|skole|skolen|gymnasium|hospital|kommune|kirke|minde|hus|centret"
    r"|center|centeret|fond|fonden|fonds|legat|plejehjem|hjemmet|universitet|park|parken|bugt|institut"
    r"|styrelsen|region|jobcenter|jobhus|højskole|bageri|boghandel|a/s|aps|og co|dag|aften|bodega)",
    re.IGNORECASE,
)
_TITLES = frozenset(
    {"sankt", "sct", "skt", "st", "saint", "jobcenter", "team", "region", "projekt"}
)
_MOST_WORDS = 4


def names_a_place(text: str, words: Sequence[Word], number: int) -> bool:
    """Return whether the word of that number is, with those beside it, the name of a place."""
    if number:
        before = words[number - 1]
        between = text[before.end : words[number].start]
        if fold(before.text) in _TITLES and between in (" ", ". ", "\u00a0"):
            return True
    after = words[number + 1 : number + adjoining(text, words, number, _MOST_WORDS)]
    return any(one.is_capital and _INSTITUTIONS.fullmatch(one.text) for one in after)
