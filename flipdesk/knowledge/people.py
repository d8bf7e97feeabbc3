"""Stores of organisations and people."""

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import OrganisationId, PersonId, new_guid
from flipdesk.domain.organisation import Organisation, Person
from flipdesk.knowledge.rows import Rows


class OrganisationStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Organisation, ...]:
        """Return every organisation in Danish alphabetical order."""
        rows = self._rows.query("select id, name from organisation order by sort_key")
        return tuple(self._build(str(row["id"]), str(row["name"])) for row in rows)

    def named(self, name: str) -> Organisation | None:
        """Return the organisation with this name or alias, whatever the case."""
        wanted = name.strip().casefold()
        rows = self._rows.query(
            "select id, name, name as known from organisation union all"
            " select o.id, o.name, a.alias from organisation as o"
            " join organisation_alias as a on a.organisation_id = o.id"
        )
        # SQLite knows no upper case of æ, ø and å.
        same = (row for row in rows if str(row["known"]).strip().casefold() == wanted)
        return next((self._build(str(row["id"]), str(row["name"])) for row in same), None)

    def add(self, organisation: Organisation) -> Changes:
        values = {"name": organisation.name, "sort_key": sort_key(organisation.name)}
        changes = self._rows.insert("organisation", organisation.id, values)
        for alias in organisation.aliases:
            changes += self.add_alias(organisation.id, alias)
        return changes

    def add_alias(self, organisation_id: OrganisationId, alias: str) -> Changes:
        return self._rows.insert(
            "organisation_alias",
            new_guid(),
            {"organisation_id": organisation_id, "alias": alias},
        )

    def ensure(
        self, name: str | None, proposed: OrganisationId | None = None
    ) -> tuple[OrganisationId | None, Changes]:
        """Return the id of the organisation of that name, adding it when it is new."""
        if name is None or not name.strip():
            return None, Changes()
        known = self.named(name)
        if known is not None:
            return known.id, Changes()
        organisation = Organisation(proposed or OrganisationId(new_guid()), name.strip())
        return organisation.id, self.add(organisation)

    def _build(self, organisation_id: str, name: str) -> Organisation:
        aliases = self._rows.query(
            "select alias from organisation_alias where organisation_id = ? order by alias",
            organisation_id,
        )
        return Organisation(
            OrganisationId(organisation_id), name, tuple(str(row["alias"]) for row in aliases)
        )


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
