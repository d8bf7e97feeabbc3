"""The store of organisations and the other names they go by."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import OrganisationId, new_guid
from flipdesk.domain.organisation import Organisation
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

    def get(self, organisation_id: OrganisationId) -> Organisation | None:
        row = self._rows.get("organisation", organisation_id)
        return None if row is None else self._build(str(row["id"]), str(row["name"]))

    def save(self, organisation: Organisation) -> Changes:
        """Store the name; aliases are added and removed one by one."""
        values = {"name": organisation.name, "sort_key": sort_key(organisation.name)}
        return self._rows.update("organisation", organisation.id, values)

    def delete(self, organisation_id: OrganisationId) -> Changes:
        """Delete an organisation with its aliases, and unhook what points at it."""
        return self._rows.delete("organisation", organisation_id)

    def remove_alias(self, organisation_id: OrganisationId, alias: str) -> Changes:
        """Delete an alias, whatever the case."""
        rows = self._rows.query(
            "select id, alias from organisation_alias where organisation_id = ?", organisation_id
        )
        changes = Changes()
        for row in rows:
            if str(row["alias"]).casefold() == alias.casefold():
                changes += self._rows.delete("organisation_alias", str(row["id"]))
        return changes

    def move_all(self, away: OrganisationId, into: OrganisationId) -> Changes:
        """Let everything that points at one organisation point at another."""
        changes = Changes()
        for table in ("series", "person", "participation"):
            for row in self._rows.query(f"select id from {table} where organisation_id = ?", away):
                changes += self._rows.update(table, str(row["id"]), {"organisation_id": into})
        return changes

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
