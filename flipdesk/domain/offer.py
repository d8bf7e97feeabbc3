"""What the command palette offers, and what fits the words somebody types: pure matching."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from heapq import nsmallest

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = str.maketrans("", "", "\u0300\u0301")
_PER_GROUP = 8
_MOST_COMMANDS = 100
_WORSE = 5
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
    those of another language or the whole of a text whose beginning is the title. `verb` names
    what one may say before it, as in "gå til Mette". `when` is shown as a date beside it. What is
    only `when_asked` is not offered before somebody types.
    """

    key: str
    kind: Kind
    title: str
    also: tuple[str, ...] = ()
    icon: str = ""
    beside: str = ""
    verb: str = ""
    when: datetime | None = None
    when_asked: bool = False
    names: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)
    """The title and the other names as plain words."""
    begun: str = field(init=False, repr=False, compare=False)
    """All those words in one text, each behind a space, so that many offers are sifted quickly."""

    def __post_init__(self) -> None:
        names = tuple(plain_words(one) for one in (self.title, *self.also))
        object.__setattr__(self, "names", names)
        words = dict.fromkeys(word for name in names for word in name)
        object.__setattr__(self, "begun", " " + " ".join(words))


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


class Asked:
    """What somebody has typed, taken apart once for all offers.

    `verbs` are the ways to say each verb, such as {"go": ("gå til", "go to")}.
    """

    def __init__(self, words: str, verbs: Mapping[str, Sequence[str]] | None = None) -> None:
        self.words = plain_words(words)
        meant = tuple(word for word in self.words if word not in _LITTLE_WORDS)
        self._meant = meant if meant != self.words else ()
        self._after = {verb: self._rest(said) for verb, said in (verbs or {}).items()}

    def score(self, offer: Offer) -> int | None:
        """Return how well an offer fits, the least the best; None when it does not.

        Every word typed must begin some word of the title, or of one of its other names. The title
        as it is read fits better than its parts, these better than other names, and all of them
        better than what fits without the little words.
        """
        if not self.words:
            return None if offer.when_asked else 0
        after = self._after.get(offer.verb, ())
        fits = [
            fit + worse
            for worse, wanted in ((0, self.words), (0, after), (_WORSE, self._meant))
            if wanted and (fit := _fit(wanted, offer)) is not None
        ]
        return min(fits, default=None)

    def _rest(self, said: Sequence[str]) -> tuple[str, ...]:
        """Return what stands behind a verb, without little words; () when it is not said."""
        verbs = sorted((plain_words(one) for one in said), key=len, reverse=True)
        for verb in verbs:
            rest = self.words[len(verb) :]
            if self.words[: len(verb)] == verb:
                return tuple(word for word in rest if word not in _LITTLE_WORDS) or rest
        return ()


def _fit(wanted: tuple[str, ...], offer: Offer) -> int | None:
    if not all(f" {word}" in offer.begun for word in wanted):
        return None
    title, *others = offer.names
    fits = (
        title[: len(wanted)] == wanted,
        _begins(wanted, title),
        any(_begins(wanted, name) for name in others),
        _holds(wanted, title),
        any(_holds(wanted, name) for name in others),
    )
    return fits.index(True) if True in fits else None


def _begins(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if len(name) < len(wanted):
        return False
    return all(there.startswith(one) for one, there in zip(wanted, name, strict=False))


def _holds(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return all(any(there.startswith(one) for there in name) for one in wanted)


def ranked(asked: Asked, offers: Iterable[Offer], recent: Sequence[str] = ()) -> tuple[Group, ...]:
    """Return what fits in groups: before anything is typed the recent ones stand first.

    A group stands where its best offer belongs: by how well it fits, then in the order of kinds.
    Within one the recent come first, then in the order they were given.
    """
    latest = {key: place for place, key in enumerate(recent)}
    found: dict[Kind, list[tuple[int, int, int, Offer]]] = {}
    titles = set[str]()
    for number, offer in enumerate(offers):
        fits = asked.score(offer)
        if fits is None:
            continue
        place = latest.get(offer.key, len(latest))
        kind = Kind.RECENT if offer.key in latest and not asked.words else offer.kind
        if kind in _OF_COMMANDS:
            if offer.title in titles:
                continue
            titles.add(offer.title)
        found.setdefault(kind, []).append((fits, place, number, offer))
    order = sorted(found, key=lambda kind: (_best(found[kind]) if asked.words else 0, kind))
    return tuple(Group(kind, _first(kind, found[kind])) for kind in order)


def _best(entries: Sequence[tuple[int, int, int, Offer]]) -> int:
    return min(entry[0] for entry in entries)


def _first(kind: Kind, entries: list[tuple[int, int, int, Offer]]) -> tuple[Offer, ...]:
    most = _MOST_COMMANDS if kind in _OF_COMMANDS else _PER_GROUP
    return tuple(entry[3] for entry in nsmallest(most, entries))
