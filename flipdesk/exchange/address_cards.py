"""Address cards (vCard 2.1, 3.0 and 4.0; RFC 6350), read with vobject."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flipdesk.domain.guest import Guest, GuestList
from flipdesk.domain.role_words import role_of
from flipdesk.errors import KnownError
from flipdesk.exchange.outside_text import readable, refuse_rows, tidy, visible
from flipdesk.i18n import _, ngettext

# vobject tries every way to cut the words before the colon apart, and their number doubles with
# each sign between them: no more of those are let through than a real card has.
_WORD = r'(?:"[^"]{0,60}"|[^";:,=]{0,60})'
_WANTED = re.compile(
    rf"^(?:[\w-]{{1,40}}\.)?(FN|N|ORG|TITLE|ROLE)"
    rf"((?:;[\w-]{{1,30}}(?:={_WORD})?(?:,{_WORD}){{0,2}}){{0,5}}):",
    re.IGNORECASE,
)
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, AssertionError)
"""What vobject raises beside its own errors for a card that is no card."""


def is_address_cards(text: str) -> bool:
    """Return whether a text is cards and no table."""
    return text.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD"


def read_cards_file(data: bytes, source: str) -> GuestList:
    """Return the people of a .vcf file; `source` is its name for people.

    Raises:
        KnownError: it is too large, no text, or names nobody.
    """
    return read_cards(readable(data, source), source)


def read_cards(text: str, source: str) -> GuestList:
    """Return the people of address cards; e-mail, telephone and pictures are not taken.

    Raises:
        KnownError: there are too many, or they name nobody.
    """
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    bodies = list(_bodies(text))
    refuse_rows(len(bodies), source)
    found = [_guest(body) for body in bodies]
    guests = tuple(guest for guest, _title in found if guest is not None)
    if not guests:
        sentence = _("{source} names nobody. Choose a file with address cards.")
        raise KnownError(sentence.format(source=source))
    return GuestList(guests, notes=tuple(_notes(found)))


def _bodies(text: str) -> Iterator[str]:
    """Yield what stands between the begin and the end of each card, in one pass."""
    body: list[str] | None = None
    for line in text.split("\n"):
        mark = line.rstrip(" \t").upper()
        if mark == "BEGIN:VCARD" and body is None:
            body = []
        elif mark == "END:VCARD" and body is not None:
            yield "\n".join(body)
            body = None
        elif body is not None:
            body.append(line)


def _guest(body: str) -> tuple[Guest | None, str]:
    """Return the person of a card, with a title that says no known role; None for nobody."""
    card = _values(body)
    name = _text(card, "fn") or _plain_name(card)
    if not any(letter.isalpha() for letter in name):
        return None, ""
    organisation, unit = _organisation(card)
    titles = [title for title in (_text(card, "title"), _text(card, "role")) if title]
    role = next((role for role in map(role_of, titles) if role is not None), None)
    strange = titles[0] if titles and role is None else ""
    return Guest(name, role, organisation, unit), strange


def _values(body: str) -> dict[str, Any]:
    """Return vobject's values of a card by lower-case name, the first of each that can be read."""
    from vobject.base import VObjectError, readOne  # type: ignore[import-untyped]

    values: dict[str, Any] = {}
    for name, lines in _wanted(body):
        try:
            # One property at a time, so that a broken one does not take the others with it.
            card = readOne(f"BEGIN:VCARD\n{lines}\nEND:VCARD\n", allowQP=True)
            values.setdefault(name, getattr(card, name).value)
        except (VObjectError, *_MALFORMED):
            continue
    return values


def _wanted(body: str) -> Iterator[tuple[str, str]]:
    """Return name and lines of what says who somebody is; pictures can be large."""
    found: list[tuple[str, list[str]]] = []
    wanted = soft = False
    for line in body.split("\n"):
        goes_on = soft or line[:1] in (" ", "\t")
        match = None if goes_on else _WANTED.match(line)
        if match is not None:
            found.append((match.group(1).lower(), []))
        wanted = wanted if goes_on else match is not None
        if wanted and line.strip():
            found[-1][1].append(line)
        # In vCard 2.1 a quoted-printable line goes on behind an equals sign.
        soft = wanted and line.endswith("=") and (soft or "QUOTED-PRINTABLE" in line.upper())
    return ((name, "\n".join(lines)) for name, lines in found)


def _text(card: Mapping[str, Any], name: str) -> str:
    value = card.get(name, "")
    return tidy(value) if isinstance(value, str) else ""


def _plain_name(card: Mapping[str, Any]) -> str:
    value = card.get("n")
    parts = [getattr(value, part, "") for part in ("given", "additional", "family")]
    return tidy(" ".join(" ".join(part) if isinstance(part, list) else part for part in parts))


def _organisation(card: Mapping[str, Any]) -> tuple[str, str]:
    value = card.get("org", [])
    parts = value.split(";") if isinstance(value, str) else list(value)
    organisation, *units = [tidy(part) for part in parts if isinstance(part, str)] or [""]
    return organisation, ", ".join(unit for unit in units if unit)


def _notes(found: list[tuple[Guest | None, str]]) -> Iterator[str]:
    yield _("Addresses, telephone numbers and pictures are not taken along.")
    for title in dict.fromkeys(title for _guest, title in found if title):
        yield _("“{title}” is no role known here; it becomes another role.").format(title=title)
    nameless = sum(guest is None for guest, _title in found)
    if nameless:
        yield ngettext(
            "{count} card names nobody and is left out.",
            "{count} cards name nobody and are left out.",
            nameless,
        ).format(count=nameless)
