"""What the command palette offers, and what fits the words somebody types: pure matching."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = str.maketrans("", "", "\u0300\u0301")
_PER_GROUP = 8
_MOST_COMMANDS = 100
_NO_LITTLE_WORDS = 5
_LITTLE_WORDS = frozenset(
    ("til", "for", "om", "the", "to", "a", "an", "en", "et", "den", "det", "på", "of", "i", "at")
)


class Kind(IntEnum):
    """What an offer is, in the order groups stand in when they fit equally well."""

    RECENT = 0
    HERE = 1
    COMMAND = 2
    PERSON = 3
    ITEM = 4
    NOTE = 5
    SESSION = 6
    SERIES = 7
    MATERIAL = 8
    SETTING = 9
    SEARCH = 10


_OF_COMMANDS = (Kind.RECENT, Kind.HERE, Kind.COMMAND)


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of the palette.

    `key` names what is done, as "command:run.next". `also` are other words it answers to, such as
    those of another language. What is only `when_asked` is not offered before somebody types.
    """

    key: str
    kind: Kind
    title: str
    also: tuple[str, ...] = ()
    icon: str = ""
    beside: str = ""
    when_asked: bool = False
    plain_title: tuple[str, ...] = field(init=False, repr=False, compare=False)
    plain_also: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain_title", plain_words(self.title))
        object.__setattr__(self, "plain_also", tuple(plain_words(one) for one in self.also))


@dataclass(frozen=True, slots=True)
class Group:
    """The offers of one kind that fit, the best first."""

    kind: Kind
    offers: tuple[Offer, ...]


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words in small letters, without accents; æ, ø and å stay letters of their own."""
    small = text.casefold()
    if not small.isascii():
        small = unicodedata.normalize(
            "NFC", unicodedata.normalize("NFD", small).translate(_ACCENTS)
        )
    return tuple(_WORD.findall(small))


@lru_cache(maxsize=8)
def _wanted(words: str) -> tuple[str, ...]:
    return plain_words(words)


def score(words: str, offer: Offer) -> int | None:
    """Return how well an offer fits what is typed, the least the best; None when it does not.

    Every word typed must begin some word of the title, or of one of its other names. The title as
    it is read fits better than its parts, these better than other names.
    """
    wanted = _wanted(words)
    if not wanted:
        return None if offer.when_asked else 0
    best = _fit(wanted, offer)
    if best is None:
        meant = tuple(one for one in wanted if one not in _LITTLE_WORDS)
        return _NO_LITTLE_WORDS if meant and _fit(meant, offer) is not None else None
    return best


def _fit(wanted: tuple[str, ...], offer: Offer) -> int | None:
    title, names = offer.plain_title, offer.plain_also
    fits = (
        title[: len(wanted)] == wanted,
        _begins(wanted, title),
        any(_begins(wanted, name) for name in names),
        _holds(wanted, title),
        any(_holds(wanted, name) for name in names),
    )
    return fits.index(True) if True in fits else None


def _begins(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if len(name) < len(wanted):
        return False
    return all(there.startswith(one) for one, there in zip(wanted, name, strict=False))


def _holds(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return all(any(there.startswith(one) for there in name) for one in wanted)


def ranked(words: str, offers: Sequence[Offer], recent: Sequence[str] = ()) -> tuple[Group, ...]:
    """Return what fits in groups: before anything is typed the recent ones stand first.

    A group stands where its best offer belongs: by how well it fits, then in the order of kinds.
    Within one the recent come first, then in the order they were given.
    """
    latest = {key: place for place, key in enumerate(recent)}
    asking = bool(_wanted(words))
    found: dict[Kind, list[tuple[int, int, int, Offer]]] = {}
    titles = set[str]()
    for number, offer in enumerate(offers):
        fits = score(words, offer)
        if fits is None:
            continue
        place = latest.get(offer.key, len(latest))
        kind = Kind.RECENT if offer.key in latest and not asking else offer.kind
        if kind in _OF_COMMANDS and offer.title in titles:
            continue
        titles.add(offer.title)
        found.setdefault(kind, []).append((fits, place, number, offer))
    order = sorted(found, key=lambda kind: (_best(found[kind]) if asking else 0, kind))
    return tuple(Group(kind, _first(sorted(found[kind])[: _most(kind)])) for kind in order)


def _best(entries: Sequence[tuple[int, int, int, Offer]]) -> int:
    return min(entry[0] for entry in entries)


def _first(entries: Sequence[tuple[int, int, int, Offer]]) -> tuple[Offer, ...]:
    return tuple(entry[3] for entry in entries)


def _most(kind: Kind) -> int:
    return _MOST_COMMANDS if kind in _OF_COMMANDS else _PER_GROUP
