"""Street addresses in free text: "Nørregade 12, 2. tv, 8000 Aarhus C"."""

import re
from collections.abc import Iterator

from flipdesk.domain.trace import Trace, TraceKind

_STREET = re.compile(
    r"(?<!\w)(?:[A-ZÆØÅ][\w.'’-]{0,30} ){0,3}"
    r"[A-ZÆØÅ]?[\w'’-]{0,30}"
    r"(?:[Gg]ade|[Vv]ej|[Aa]ll[eé]|[Ss]træde|[Pp]lads|[Vv]ænge|[Pp]ark|[Bb]oulevard|[Tt]orv|[Hh]ave"
    r"|[Bb]akke|[Ss]ti|[Bb]ro|[Kk]aj|[Hh]øj|[Ll]und|[Mm]ark|[Ee]ng|[Gg]ård|[Vv]ang|[Tt]oft)"
    r"(?:en|et|ne|[nte])?"
    r" (?:nr\. ?)?(\d{1,3}) ?[A-Za-zÆØÅ]?(?![\w%])(?:[-–]\d{1,3}[A-Z]?)?"
)
_FLOOR = re.compile(
    r",? ?(?:(?:\d{1,2}|st|kl)\.?(?: ?sal)?,? ?(?:tv|th|mf|dør \d{1,3}|lejl\. ?\d{1,3})\b"
    r"|\d{1,2}\. ?sal|st\.)"
)
_TOWN_WORDS = r"[A-ZÆØÅ][a-zæøåé]{1,20}(?: (?:[CNSVKØ]|NV|NØ|SV|SØ|[A-ZÆØÅ][a-zæøå]{2,20})\b)?"
_TOWN = re.compile(rf"(?<![\w.,-])(?:DK-?)?(\d{{4}}) {_TOWN_WORDS}")
_NEXT_TOWN = re.compile(rf",? ?(?:DK-?)?\d{{4}} {_TOWN_WORDS}")


def addresses(text: str) -> Iterator[Trace]:
    """Yield streets with a number, with floor and town where they follow, and towns with postcode.

    2018 Herning may be a year and a municipality; a postcode that can be a year or a sum
    counts only after a street, or with the district of a town.
    """
    for found in _STREET.finditer(text):
        street = found[0].split(" ")
        if not any(part[:1].isupper() for part in street) or _is_plain(found[0]):
            continue
        end = found.end()
        for more in (_FLOOR, _NEXT_TOWN):
            follows = more.match(text, end)
            end = follows.end() if follows else end
        yield Trace(TraceKind.ADDRESS, found.start(), end)
    for found in _TOWN.finditer(text):
        number, has_district = int(found[1]), found[0].rsplit(" ", 1)[-1].isupper()
        is_doubtful = 1900 <= number <= 2049 or number % 1000 == 500
        if 800 <= number <= 9990 and (has_district or not is_doubtful):
            yield Trace(TraceKind.ADDRESS, found.start(), found.end())


def _is_plain(street: str) -> bool:
    """Return whether the words are no street: "Plads 12", "Samtaleflip 3 Vej 2"."""
    name = re.sub(r" (?:nr\. ?)?\d.*$", "", street)
    return name.casefold() in _NO_STREETS


_NO_STREETS = frozenset(
    {"plads", "pladsen", "vej", "have", "haven", "bro", "park", "parken", "sti", "gård", "vejen",
     "gaden", "pladser", "mark", "lund", "torvet", "torv", "høj", "eng", "bakke", "toft", "vang",
     "kaj", "marken"}
)  # fmt: skip
