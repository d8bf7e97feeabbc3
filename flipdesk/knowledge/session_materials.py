"""Store of materials; the bytes of their files are read apart, for they are large."""

from dataclasses import replace

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import MaterialId, SessionId
from flipdesk.domain.material import Material
from flipdesk.knowledge.mapping import Mapping, moment, plain
from flipdesk.knowledge.rows import Rows


class SessionMaterialStore:
    mapping = Mapping(
        "session_material",
        Material,
        *plain("session_id", "position", "title", "text", "file_name", "sha256"),
        moment("added"),
    )
    _columns = "id, session_id, position, title, text, file_name, sha256, added_at"

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, material_id: str) -> Material | None:
        rows = self._rows.query(
            f"select {self._columns} from session_material where id = ?", material_id
        )
        return self.mapping.build(rows[0]) if rows else None

    def of_session(self, session_id: SessionId) -> tuple[Material, ...]:
        """Return the materials of a session in their order."""
        rows = self._rows.query(
            f"select {self._columns} from session_material where session_id = ? order by position",
            session_id,
        )
        return tuple(self.mapping.build(row) for row in rows)

    def next_position(self, session_id: SessionId) -> int:
        return max((one.position for one in self.of_session(session_id)), default=-1) + 1

    def document(self, material_id: MaterialId) -> bytes | None:
        """Return the bytes of the file, None when they did not travel with the session."""
        rows = self._rows.query("select document from session_material where id = ?", material_id)
        document = rows[0]["document"] if rows else None
        return document if isinstance(document, bytes) else None

    def add(self, material: Material, document: bytes | None = None) -> Changes:
        values = {**self.mapping.values(material), "document": document}
        return self._rows.insert("session_material", material.id, values)

    def rename(self, material: Material, title: str) -> Changes:
        values = self.mapping.values(replace(material, title=title))
        return self._rows.update("session_material", material.id, values)

    def delete(self, material_id: MaterialId) -> Changes:
        return self._rows.delete("session_material", material_id)
