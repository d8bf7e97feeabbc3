"""The codes of sessions as a tree: a folder an axis, and in it the codes, with stable GUIDs."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from flipdesk.domain.codebook import (
    DIMENSIONS_AXIS,
    PATTERNS_AXIS,
    POTENTIALS_AXIS,
    TAGS_AXIS,
    Axis,
    Code,
    Codebook,
)
from flipdesk.domain.ids import derived_guid
from flipdesk.domain.research_project import ProjectCode
from flipdesk.domain.shared_session import SharedNote, SharedSession
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.paths import resource

_KINDS, _OUTCOMES, _OWN_TAGS = "kinds", "outcomes", "own_tags"


def code_id(codebook: str, axis: str, slug: str, value: str = "") -> str:
    """Return the GUID of a code: potentials are those of one codebook, all else is shared."""
    home = codebook if axis == POTENTIALS_AXIS else ""
    return derived_guid("code", home, axis, slug, value)


def codes_of(session: SharedSession, note: SharedNote) -> Iterator[str]:
    """Yield the GUIDs of the codes that a note has, its kind first, each once."""
    axis = _OUTCOMES if isinstance(note.kind, OutcomeKind) else _KINDS
    found = [code_id("", axis, note.kind)]
    book = session.codebook.id
    found += [code_id(book, POTENTIALS_AXIS, slug) for slug in note.potentials]
    found += [code_id(book, DIMENSIONS_AXIS, slug) for slug in note.dimensions]
    if note.pattern is not None:
        uptake = note.pattern.uptake or ""
        found.append(code_id(book, PATTERNS_AXIS, note.pattern.code, uptake))
    found += [code_id(book, TAGS_AXIS, _tag(session.codebook, tag)) for tag in note.tags]
    yield from dict.fromkeys(found)


def built_in_ids(books: Iterable[Codebook]) -> frozenset[str]:
    """Return the GUIDs of codes that are no codes here: kinds, and what became of a pattern."""
    kinds = {code_id("", _KINDS, one) for one in ReflectionKind}
    kinds |= {code_id("", _OUTCOMES, one) for one in OutcomeKind}
    values = {
        code_id(book.id, axis.key, code.slug, value)
        for book in books
        for axis, code in book
        for value in code.values
    }
    return frozenset(kinds | values)


def coded_id(book: Codebook, axis: str, code: str) -> str:
    """Return the GUID of a code that somebody has given words or sound."""
    return code_id(book.id, axis, _tag(book, code) if axis == TAGS_AXIS else code)


def code_tree(sessions: Iterable[SharedSession]) -> tuple[ProjectCode, ...]:
    """Return every code of the codebooks that sessions use, and their own tags; names are unique.

    Programs know codes by their names alone, in spite of the GUIDs.
    """
    known = tuple(sessions)
    books = list(dict.fromkeys(one.codebook for one in known))
    found: dict[str, ProjectCode] = {}
    for book in books:
        for axis in book.axes:
            for code in _axis(book, axis):
                found.setdefault(code.id, code)
    for code in (
        *_own_tags(known, found.keys()),
        *_kinds(_KINDS, _("Kinds of notes"), ReflectionKind),
        *_kinds(_OUTCOMES, _("Outcomes"), OutcomeKind),
    ):
        found.setdefault(code.id, code)
    for session in known:
        for memo in session.memos:
            guid = coded_id(session.codebook, memo.axis, memo.code)
            if memo.code and guid in found:
                code = found[guid]
                found[guid] = replace(code, memo_ids=(*code.memo_ids, memo.id))
    return tuple(_with_unique_names(_in_order(found.values())))


def _axis(book: Codebook, axis: Axis) -> Iterator[ProjectCode]:
    home = _folder(book.id, axis.key)
    if not axis.codes:
        return
    title = axis.title if axis.key != POTENTIALS_AXIS else book.title
    yield ProjectCode(home, title, is_codable=False)
    for code in axis.codes:
        guid = code_id(book.id, axis.key, code.slug)
        colour = _colour(code.slug) if axis.key == POTENTIALS_AXIS else ""
        yield ProjectCode(
            guid, code.name, parent_id=home, colour=colour, description=_described(code)
        )
        for value in code.values:
            yield ProjectCode(
                code_id(book.id, axis.key, code.slug, value),
                f"{code.name}: {word(Uptake(value))}",
                parent_id=guid,
            )


def _own_tags(sessions: Iterable[SharedSession], known: Collection[str]) -> Iterator[ProjectCode]:
    """Yield the tags that people made up, in a folder of their own."""
    own: dict[str, str] = {}
    for session in sessions:
        given = [(TAGS_AXIS, tag) for note in session.notes() for tag in note.tags]
        given += [(one.axis, one.code) for one in session.codings]
        given += [(one.axis, one.code) for one in session.memos if one.code]
        for axis, code in given:
            guid = coded_id(session.codebook, axis, code)
            if guid not in known:
                own.setdefault(guid, code)
    if own:
        home = _folder("", _OWN_TAGS)
        yield ProjectCode(home, _("Own tags"), is_codable=False)
        for guid, tag in sorted(own.items(), key=lambda one: one[1].casefold()):
            yield ProjectCode(guid, tag, parent_id=home)


def _kinds(
    axis: str, title: str, kinds: type[ReflectionKind] | type[OutcomeKind]
) -> Iterator[ProjectCode]:
    home = _folder("", axis)
    yield ProjectCode(home, title, is_codable=False)
    for one in kinds:
        yield ProjectCode(code_id("", axis, one), word(one), parent_id=home)


def _folder(book: str, axis: str) -> str:
    return derived_guid("axis", book if axis == POTENTIALS_AXIS else "", axis)


def _tag(book: Codebook, tag: str) -> str:
    """Return the slug of a tag: of the codebook when it has it, else the tag itself."""
    for code in book.axis(TAGS_AXIS).codes:
        if tag.casefold() in (code.slug.casefold(), code.name.casefold()):
            return code.slug
    return tag.casefold()


def _described(code: Code) -> str:
    return "\n".join(part for part in (code.title, code.description) if part and part != code.name)


@cache
def _colours() -> dict[str, str]:
    tokens = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return {slug: one["light"]["fill"] for slug, one in tokens["potentials"].items()}


def _colour(slug: str) -> str:
    return _colours().get(slug, "")


def _in_order(codes: Iterable[ProjectCode]) -> Iterator[ProjectCode]:
    """Yield codes each under its parent, as a reader of the file finds them."""
    below: dict[str | None, list[ProjectCode]] = {}
    for one in codes:
        below.setdefault(one.parent_id, []).append(one)

    def walk(parent: str | None) -> Iterator[ProjectCode]:
        for one in below.get(parent, ()):
            yield one
            yield from walk(one.id)

    return walk(None)


def _with_unique_names(codes: Iterable[ProjectCode]) -> Iterator[ProjectCode]:
    taken: set[str] = set()
    homes: dict[str, str] = {}
    for one in codes:
        name, number = one.name, 2
        if name.casefold() in taken and one.parent_id is not None:
            name = f"{one.name} ({homes[one.parent_id]})"
        base = name
        while name.casefold() in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name.casefold())
        homes[one.id] = name
        yield replace(one, name=name)
