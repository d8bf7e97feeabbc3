"""Store of codebooks: a knowledge base carries the versions its sessions point at."""

import json
from collections.abc import Iterable

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.codebook import Axis, Code, Codebook
from flipdesk.domain.ids import derived_guid
from flipdesk.errors import BugError
from flipdesk.knowledge.mapping import Mapping, plain
from flipdesk.knowledge.rows import Rows


class CodebookStore:
    code = Mapping(
        "code",
        lambda id, **fields: Code(**fields),  # noqa: A006, ARG005 - the row's id is not the domain's
        *plain("slug", "name", "title", "number", "flip_name", "description", "maps_to"),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Codebook, ...]:
        rows = self._rows.query("select id from codebook order by id")
        return tuple(self.get(str(row["id"])) for row in rows)

    def get(self, codebook_id: str) -> Codebook:
        """Return a codebook that sessions point at."""
        row = self._rows.get("codebook", codebook_id)
        if row is None:
            raise BugError(f"no codebook {codebook_id}")
        axes = self._rows.query(
            "select * from axis where codebook_id = ? order by position", codebook_id
        )
        return Codebook(codebook_id, str(row["title"]), tuple(self._axis(axis) for axis in axes))

    def ensure(self, codebooks: Iterable[Codebook]) -> Changes:
        """Add the codebooks and the axes and codes that are missing; never take any away."""
        changes = Changes()
        for codebook in codebooks:
            if self._rows.get("codebook", codebook.id) is None:
                changes += self._rows.insert("codebook", codebook.id, {"title": codebook.title})
            for position, axis in enumerate(codebook.axes):
                changes += self._ensure_axis(codebook.id, axis, position)
        return changes

    def _ensure_axis(self, codebook_id: str, axis: Axis, position: int) -> Changes:
        axis_id = derived_guid("axis", codebook_id, axis.key)
        values: Row = {
            "codebook_id": codebook_id,
            "key": axis.key,
            "title": axis.title,
            "position": position,
        }
        changes = self._ensure_row("axis", axis_id, values)
        for place, code in enumerate(axis.codes):
            changes += self._ensure_row(
                "code",
                derived_guid("code", codebook_id, axis.key, code.slug),
                {
                    **self.code.values(code),
                    "capture_keys": json.dumps(code.keys),
                    "allowed_values": json.dumps(code.values),
                    "axis_id": axis_id,
                    "position": place,
                },
            )
        return changes

    def _ensure_row(self, table: str, row_id: str, values: Row) -> Changes:
        if self._rows.get(table, row_id) is None:
            return self._rows.insert(table, row_id, values)
        return Changes()

    def _axis(self, row: Row) -> Axis:
        codes = self._rows.query(
            "select * from code where axis_id = ? order by position", row["id"]
        )
        return Axis(
            str(row["key"]),
            str(row["title"]),
            tuple(
                self.code.build(
                    code,
                    keys=tuple(json.loads(str(code["capture_keys"]))),
                    values=tuple(json.loads(str(code["allowed_values"]))),
                )
                for code in codes
            ),
        )
