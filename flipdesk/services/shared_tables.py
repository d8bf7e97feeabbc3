"""Shared sessions as tables: sessions, reflections, outcomes, and one row for every tag."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flipdesk.domain.codebook import DIMENSIONS_AXIS, PATTERNS_AXIS, POTENTIALS_AXIS, TAGS_AXIS
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.plain_table import Cell, Column, PlainTable
from flipdesk.domain.shared_session import SharedNote, SharedSession
from flipdesk.domain.words import word
from flipdesk.i18n import _

TABLES = ("reflections", "outcomes", "tags", "sessions")


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Tables ready to be written, on any thread and without a knowledge base."""

    tables: tuple[PlainTable, ...]

    def write_workbook(self, path: Path, *, for_people: bool = True) -> None:
        """Write all of them to one .xlsx; an old file is whole until the new one is.

        Raises:
            KnownError: the file cannot be written.
        """
        from flipdesk.documents.save import save_file
        from flipdesk.exchange.table_file import check_workbook, write_workbook

        save_file(path, write_workbook(self.tables, for_people=for_people), check_workbook)

    def write_csv(self, path: Path, key: str = TABLES[0], *, for_people: bool = False) -> None:
        """Write one of them as .csv; raises as `write_workbook` does."""
        from flipdesk.documents.save import save_file
        from flipdesk.exchange.table_file import check_csv, write_csv

        table = next(one for one in self.tables if one.key == key)
        save_file(path, write_csv(table, for_people=for_people), check_csv)


def table_files(sessions: Sequence[SharedSession]) -> TableFiles:
    """Return shared sessions as tables, in the language in use."""
    return TableFiles(
        (_reflections(sessions), _outcomes(sessions), _tags(sessions), _sessions(sessions))
    )


def _where(session: SharedSession) -> tuple[Cell, ...]:
    return session.title, session.series, session.organisation, session.held_on


def _where_columns() -> tuple[Column, ...]:
    return (
        Column("session", _("Session")),
        Column("series", _("Series")),
        Column("organisation", _("Organisation")),
        Column("day", _("Day")),
    )


def _sessions(sessions: Iterable[SharedSession]) -> PlainTable:
    columns = (
        Column("id", "GUID"),
        *_where_columns(),
        Column("kind", _("Kind of session")),
        Column("potential", _("Potential")),
        Column("people", _("Participants")),
        Column("reflections", _("Reflections")),
        Column("outcomes", _("Outcomes")),
        Column("withheld", _("Left out")),
    )
    rows = tuple(
        (
            one.id,
            *_where(one),
            word(one.session.kind),
            _names(one, (one.session.potential,) if one.session.potential else ()),
            len(one.people),
            len(one.reflections),
            len(one.outcomes),
            one.withheld,
        )
        for one in sessions
    )
    return PlainTable("sessions", _("Sessions"), columns, rows)


def _note_columns(text: str, person: str) -> tuple[Column, ...]:
    return (
        Column("id", "GUID"),
        *_where_columns(),
        Column("item", _("Agenda item")),
        Column("at", _("Time in the recording")),
        Column("at_ms", _("Milliseconds")),
        Column("kind", _("Kind")),
        Column("text", text),
        Column("person", person),
        Column("role", _("Role")),
        Column("place", _("Organisation of participant")),
        Column("potentials", _("Potentials")),
    )


def _note(session: SharedSession, note: SharedNote) -> tuple[Cell, ...]:
    person = note.person
    return (
        note.id,
        *_where(session),
        note.item,
        "" if note.at_ms is None else format_offset(note.at_ms),
        note.at_ms,
        word(note.kind),
        note.text,
        person.name if person else "",
        word(person.role) if person else "",
        person.organisation if person else "",
        _names(session, note.potentials),
    )


def _reflections(sessions: Iterable[SharedSession]) -> PlainTable:
    columns = (
        *_note_columns(_("What was said"), _("Who")),
        Column("dimensions", _("Moral dimensions")),
        Column("pattern", _("Pattern")),
        Column("uptake", _("Uptake")),
        Column("tags", _("Tags")),
        Column("caution", _("Note well")),
    )
    rows = []
    for session in sessions:
        for note in session.reflections:
            pattern = note.pattern
            uptake = pattern.uptake if pattern else None
            rows.append(
                (
                    *_note(session, note),
                    _in(session, DIMENSIONS_AXIS, note.dimensions),
                    _in(session, PATTERNS_AXIS, (pattern.code,) if pattern else ()),
                    word(uptake) if uptake else "",
                    _in(session, TAGS_AXIS, note.tags),
                    note.caution,
                )
            )
    return PlainTable("reflections", _("Reflections"), columns, tuple(rows))


def _outcomes(sessions: Iterable[SharedSession]) -> PlainTable:
    columns = (
        *_note_columns(_("What came of it"), _("Owner")),
        Column("status", _("Status")),
        Column("due", _("Due")),
    )
    rows = tuple(
        (*_note(session, note), word(note.status) if note.status else "", note.due)
        for session in sessions
        for note in session.outcomes
    )
    return PlainTable("outcomes", _("Outcomes"), columns, rows)


def _tags(sessions: Iterable[SharedSession]) -> PlainTable:
    columns = (
        Column("id", "GUID"),
        *_where_columns(),
        Column("axis", _("Axis")),
        Column("code", _("Code")),
        Column("name", _("Name")),
    )
    rows = tuple(
        (note.id, *_where(session), axis, code, _in(session, axis, (code,)))
        for session in sessions
        for note in session.notes()
        for axis, code in tags_of(note)
    )
    return PlainTable("tags", _("Tags"), columns, rows)


def tags_of(note: SharedNote) -> Iterator[tuple[str, str]]:
    """Yield the axis and code of every tag of a note."""
    yield from ((POTENTIALS_AXIS, one) for one in note.potentials)
    yield from ((DIMENSIONS_AXIS, one) for one in note.dimensions)
    if note.pattern is not None:
        yield PATTERNS_AXIS, note.pattern.code
    yield from ((TAGS_AXIS, one) for one in note.tags)


def _names(session: SharedSession, slugs: Sequence[str]) -> str:
    return _in(session, POTENTIALS_AXIS, slugs)


def _in(session: SharedSession, axis: str, slugs: Sequence[str]) -> str:
    """Return "Samtale, Inddragelse" for the codes of an axis."""
    known = session.codebook.axis(axis)
    codes = [(slug, known.code(slug)) for slug in slugs]
    return ", ".join(code.name if code else slug for slug, code in codes)
