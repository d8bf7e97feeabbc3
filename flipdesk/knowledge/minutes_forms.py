"""The other forms of written minutes, beside Word."""

import hashlib
from collections.abc import Mapping

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.ids import MinutesId, derived_guid
from flipdesk.knowledge.rows import Rows


class MinutesFormStore:
    """Bytes as they were handed out, or could have been."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def document(self, minutes_id: MinutesId, form: DocumentForm) -> bytes | None:
        """Return the bytes of a version in a form, None when it was never made."""
        rows = self._rows.query(
            "select document from minutes_form where minutes_id = ? and form = ?", minutes_id, form
        )
        document = rows[0]["document"] if rows else None
        return document if isinstance(document, bytes) else None

    def add(self, minutes_id: MinutesId, documents: Mapping[DocumentForm, bytes]) -> Changes:
        changes = Changes()
        for form, document in documents.items():
            values: Row = {
                "minutes_id": minutes_id,
                "form": str(form),
                "sha256": hashlib.sha256(document).hexdigest(),
                "document": document,
            }
            form_id = derived_guid("minutes_form", minutes_id, str(form))
            changes += self._rows.insert("minutes_form", form_id, values)
        return changes
