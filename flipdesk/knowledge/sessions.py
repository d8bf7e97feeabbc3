"""Stores of series, sessions, participants and agenda items."""

from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import PersonId, SeriesId, SessionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import (
    AgendaKind,
    Attendance,
    LegalBasis,
    Role,
    SessionKind,
    SessionState,
)
from flipdesk.knowledge.consents import build_consent, consent_values
from flipdesk.knowledge.day_starts import DAY_STARTS
from flipdesk.knowledge.mapping import Column, Mapping, day, flag, moment, plain, value_of
from flipdesk.knowledge.owned_list import OwnedList
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows


class SeriesStore:
    mapping = Mapping(
        "series", Series, *plain("title", "organisation_id", "potential"), flag("is_sample")
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Series, ...]:
        """Return every series in Danish alphabetical order."""
        return tuple(
            self._build(row) for row in self._rows.query(self._select("order by s.sort_key"))
        )

    def get(self, series_id: SeriesId) -> Series | None:
        rows = self._rows.query(self._select("where s.id = ?"), series_id)
        return self._build(rows[0]) if rows else None

    def add(self, series: Series) -> Changes:
        return self._rows.insert("series", series.id, self._values(series))

    def save(self, series: Series) -> Changes:
        return self._rows.update("series", series.id, self._values(series))

    def delete(self, series_id: SeriesId) -> Changes:
        """Delete a series with its sessions."""
        return self._rows.delete("series", series_id)

    def _build(self, row: Row) -> Series:
        return self.mapping.build(row, organisation=row["organisation"] or "")

    def _values(self, series: Series) -> Row:
        return {**self.mapping.values(series), "sort_key": sort_key(series.title)}

    @staticmethod
    def _select(rest: str) -> str:
        return (
            "select s.*, o.name as organisation from series as s"
            f" left join organisation as o on o.id = s.organisation_id {rest}"
        )


class SessionStore:
    mapping = Mapping(
        "session",
        Session,
        *plain("series_id", "title", "number", "potential", "zone", "place", "purpose"),
        *plain("contribution", "chair_id", "minute_taker_id"),
        Column("codebook", "codebook_id", str, str),
        value_of("kind", SessionKind),
        value_of("legal_basis", LegalBasis),
        value_of("state", SessionState),
        moment("starts"),
        moment("ends"),
        moment("began"),
        moment("finished"),
        day("delete_recording_on"),
        day("delete_key_on"),
        day("delete_reflections_on"),
        day("delete_minutes_on"),
        DAY_STARTS,
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Session, ...]:
        """Return every session, the earliest first."""
        rows = self._rows.query("select * from session order by julianday(starts_at), title")
        return tuple(self.mapping.build(row) for row in rows)

    def of_series(self, series_id: SeriesId) -> tuple[Session, ...]:
        """Return the sessions of a series, the earliest first."""
        rows = self._rows.query(
            "select * from session where series_id = ? order by julianday(starts_at), title",
            series_id,
        )
        return tuple(self.mapping.build(row) for row in rows)

    def after(self, session: Session) -> tuple[Session, ...]:
        """Return the sessions of its series that begin after one, the earliest first."""
        rows = self._rows.query(
            "select * from session where series_id = ? and julianday(starts_at) > julianday(?)"
            " order by julianday(starts_at), title",
            session.series_id,
            session.starts.isoformat(),
        )
        return tuple(self.mapping.build(row) for row in rows)

    def get(self, session_id: SessionId) -> Session | None:
        row = self._rows.get("session", session_id)
        return None if row is None else self.mapping.build(row)

    def add(self, session: Session) -> Changes:
        return self._rows.insert("session", session.id, self.mapping.values(session))

    def save(self, session: Session) -> Changes:
        return self._rows.update("session", session.id, self.mapping.values(session))

    def delete(self, session_id: SessionId) -> Changes:
        """Delete a session with everything that belongs to it; its sound stays on the disk."""
        return self._rows.delete("session", session_id)


class ParticipantStore(PartStore[Participant]):
    mapping = Mapping(
        "participation",
        Participant,
        *plain("session_id", "person_id", "position", "initials", "organisation_id", "unit"),
        value_of("role", Role),
        value_of("attendance", Attendance),
        value_of("withdrawal", PassageKind),
        moment("arrived"),
        moment("left"),
    )

    @override
    def add(self, part: Participant) -> Changes:
        return self._rows.insert("participation", part.id, self._values(part))

    @override
    def save(self, part: Participant) -> Changes:
        return self._rows.update("participation", part.id, self._values(part))

    @override
    def _build_all(self, rows: list[Row]) -> list[Participant]:
        people = self._names("person", [row["person_id"] for row in rows])
        organisations = self._names("organisation", [row["organisation_id"] for row in rows])
        return [
            self.mapping.build(
                row,
                name=people[str(row["person_id"])],
                organisation=organisations.get(str(row["organisation_id"])),
                consent=build_consent(row),
            )
            for row in rows
        ]

    def of_person(self, person_id: PersonId) -> tuple[Participant, ...]:
        """Return somebody's part in every session they were asked to."""
        rows = self._rows.query("select * from participation where person_id = ?", person_id)
        return tuple(self._build_all(rows))

    def _names(self, table: str, ids: list[object]) -> dict[str, str]:
        wanted = tuple(dict.fromkeys(str(one) for one in ids if one is not None))
        marks = ", ".join("?" * len(wanted))
        rows = self._rows.query(f"select id, name from {table} where id in ({marks})", *wanted)
        return {str(row["id"]): str(row["name"]) for row in rows}

    def _values(self, part: Participant) -> Row:
        return {
            **self.mapping.values(part),
            **consent_values(part.consent),
        }


class AgendaStore(PartStore[AgendaItem]):
    mapping = Mapping(
        "agenda_item",
        AgendaItem,
        *plain("session_id", "position", "key", "day", "title", "minutes", "minutes_min"),
        *plain("minutes_max", "extra_minutes", "owner_id", "purpose", "how", "plan_b"),
        value_of("kind", AgendaKind),
        flag("flexible"),
        flag("skipped"),
        moment("started"),
        moment("ended"),
    )

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._materials = OwnedList(rows, "material", "title")
        self._taken_up = OwnedList(rows, "agenda_item_outcome", "outcome_id")

    @override
    def add(self, part: AgendaItem) -> Changes:
        return super().add(part) + self._save_lists(part)

    @override
    def save(self, part: AgendaItem) -> Changes:
        return super().save(part) + self._save_lists(part)

    @override
    def _build_all(self, rows: list[Row]) -> list[AgendaItem]:
        ids = [str(row["id"]) for row in rows]
        materials, taken_up = self._materials.of(ids), self._taken_up.of(ids)
        return [
            self.mapping.build(
                row,
                materials=materials.get(str(row["id"]), ()),
                takes_up=taken_up.get(str(row["id"]), ()),
            )
            for row in rows
        ]

    def _save_lists(self, item: AgendaItem) -> Changes:
        materials = self._materials.set(item.id, item.materials)
        return materials + self._taken_up.set(item.id, item.takes_up)
