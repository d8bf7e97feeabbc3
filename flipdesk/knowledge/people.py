"""The store of people."""

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import OrganisationId, PersonId, new_guid
from flipdesk.domain.organisation import Person
from flipdesk.domain.participant import Participant
from flipdesk.knowledge.rows import Rows


class PersonStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Person, ...]:
        """Return everybody in Danish alphabetical order."""
        rows = self._rows.query("select * from person order by sort_key")
        return tuple(map(self._build, rows))

    def get(self, person_id: PersonId) -> Person | None:
        row = self._rows.get("person", person_id)
        return None if row is None else self._build(row)

    def named(self, name: str, organisation_id: OrganisationId | None) -> Person | None:
        """Return the person of that name in that organisation, whatever the case."""
        wanted = name.strip().casefold()
        rows = self._rows.query(
            "select * from person where organisation_id is ? order by sort_key", organisation_id
        )
        # SQLite knows no upper case of æ, ø and å.
        same = (row for row in rows if str(row["name"]).casefold() == wanted)
        return next(map(self._build, same), None)

    def add(self, person: Person) -> Changes:
        return self._rows.insert("person", person.id, self._values(person))

    def add_stand_in(self, part: Participant) -> Changes:
        """Add who stands in a session instead of somebody who was erased, if not there yet."""
        if self._rows.get("person", part.person_id) is not None:
            return Changes()
        return self.add(Person(part.person_id, part.name))

    def save(self, person: Person) -> Changes:
        return self._rows.update("person", person.id, self._values(person))

    def ensure(
        self,
        name: str,
        organisation_id: OrganisationId | None,
        unit: str | None = None,
        proposed: PersonId | None = None,
    ) -> tuple[PersonId, Changes]:
        """Return the id of the person of that name there, adding the person when new."""
        known = self.named(name, organisation_id)
        if known is not None:
            return known.id, Changes()
        person = Person(proposed or PersonId(new_guid()), name.strip(), organisation_id, unit)
        return person.id, self.add(person)

    def join_namesakes(self, organisation_id: OrganisationId) -> Changes:
        """Make people of one name in an organisation one person, if no session has both."""
        changes = Changes()
        met: dict[str, str] = {}
        for row in self._rows.query(
            "select id, name from person where organisation_id = ? order by created_at, id",
            organisation_id,
        ):
            away = str(row["id"])
            kept = met.setdefault(str(row["name"]).casefold(), away)
            if kept != away and not self._meet(kept, away):
                for part in self._rows.query(
                    "select id from participation where person_id = ?", away
                ):
                    changes += self._rows.update(
                        "participation", str(part["id"]), {"person_id": kept}
                    )
                changes += self._rows.delete("person", away)
        return changes

    def _meet(self, one: str, other: str) -> bool:
        return bool(
            self._rows.query(
                "select a.id from participation as a join participation as b"
                " on a.session_id = b.session_id where a.person_id = ? and b.person_id = ?",
                one,
                other,
            )
        )

    def sessions_of(self, person_id: PersonId) -> int:
        """Return in how many sessions somebody takes part."""
        rows = self._rows.query(
            "select count(*) as n from participation where person_id = ?", person_id
        )
        return int(str(rows[0]["n"]))

    def forget_strangers(self) -> Changes:
        """Delete people who take part in no session any more."""
        changes = Changes()
        for row in self._rows.query(
            "select id from person where id not in (select person_id from participation)"
        ):
            changes += self._rows.delete("person", str(row["id"]))
        return changes

    @staticmethod
    def _build(row: Row) -> Person:
        organisation, unit = row["organisation_id"], row["unit"]
        return Person(
            PersonId(str(row["id"])),
            str(row["name"]),
            None if organisation is None else OrganisationId(str(organisation)),
            None if unit is None else str(unit),
        )

    @staticmethod
    def _values(person: Person) -> dict[str, str | None]:
        return {
            "name": person.name,
            "sort_key": sort_key(person.name),
            "organisation_id": person.organisation_id,
            "unit": person.unit,
        }
