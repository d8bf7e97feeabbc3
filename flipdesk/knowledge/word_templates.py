"""Stores of Word templates, and of what each is used for."""

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import OrganisationId, WordTemplateId, derived_guid
from flipdesk.domain.word_template import (
    EVERYTHING,
    TemplateScope,
    TemplateSubject,
    TemplateUse,
    WordTemplate,
)
from flipdesk.errors import BugError
from flipdesk.knowledge.mapping import Mapping, moment, plain
from flipdesk.knowledge.rows import Rows

_USES = "word_template_use"


class WordTemplateStore:
    """Templates as they were taken in; their bytes are read apart, for they are large."""

    mapping = Mapping(
        "word_template",
        WordTemplate,
        *plain("title", "sha256", "size_bytes", "added_by"),
        moment("added"),
    )
    _columns = "id, title, sha256, size_bytes, added_at, added_by"

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[WordTemplate, ...]:
        """Return every template in Danish alphabetical order."""
        rows = self._rows.query(
            f"select {self._columns} from word_template order by sort_key, added_at, id"
        )
        return tuple(self.mapping.build(row) for row in rows)

    def get(self, template_id: WordTemplateId) -> WordTemplate | None:
        rows = self._rows.query(
            f"select {self._columns} from word_template where id = ?", template_id
        )
        return self.mapping.build(rows[0]) if rows else None

    def document(self, template_id: WordTemplateId) -> bytes:
        rows = self._rows.query("select document from word_template where id = ?", template_id)
        document = rows[0]["document"] if rows else None
        if not isinstance(document, bytes):
            raise BugError(f"no Word template {template_id}")
        return document

    def add(self, template: WordTemplate, document: bytes) -> Changes:
        return self._rows.insert("word_template", template.id, self._values(template, document))

    def save(self, template: WordTemplate, document: bytes) -> Changes:
        return self._rows.update("word_template", template.id, self._values(template, document))

    def delete(self, template_id: WordTemplateId) -> Changes:
        """Delete a template with the choices of it."""
        return self._rows.delete("word_template", template_id)

    def _values(self, template: WordTemplate, document: bytes) -> Row:
        return {
            **self.mapping.values(template),
            "sort_key": sort_key(template.title),
            "document": document,
        }


class TemplateUseStore:
    """What was chosen; there is one choice at most for a series, an organisation and the rest."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[TemplateUse, ...]:
        return tuple(map(_use, self._rows.query(f"select * from {_USES} order by created_at, id")))

    def get(self, subject: TemplateSubject) -> TemplateUse | None:
        row = self._rows.get(_USES, _id(subject))
        return None if row is None else _use(row)

    def set(self, use: TemplateUse) -> Changes:
        """Keep a choice instead of the one for the same, if any."""
        use_id = _id(use.subject)
        if self._rows.get(_USES, use_id) is not None:
            return self._rows.update(_USES, use_id, {"word_template_id": use.template_id})
        scope, subject_id = use.subject.scope, use.subject.id
        values: Row = {
            "series_id": subject_id if scope is TemplateScope.SERIES else None,
            "organisation_id": subject_id if scope is TemplateScope.ORGANISATION else None,
            "word_template_id": use.template_id,
        }
        return self._rows.insert(_USES, use_id, values)

    def forget(self, subject: TemplateSubject) -> Changes:
        """Delete a choice, so that the next further one counts."""
        if self._rows.get(_USES, _id(subject)) is None:
            return Changes()
        return self._rows.delete(_USES, _id(subject))

    def hand_on(self, away: OrganisationId, into: OrganisationId) -> Changes:
        """Let an organisation take over the choice of another, unless it has one of its own."""
        theirs = self.get(TemplateSubject.organisation(away))
        mine = TemplateSubject.organisation(into)
        if theirs is None or self.get(mine) is not None:
            return Changes()
        return self.set(TemplateUse(mine, theirs.template_id))


def _id(subject: TemplateSubject) -> str:
    return derived_guid(_USES, subject.scope, subject.id)


def _use(row: Row) -> TemplateUse:
    template_id = row["word_template_id"]
    subject = EVERYTHING
    for scope in (TemplateScope.SERIES, TemplateScope.ORGANISATION):
        if row[f"{scope}_id"] is not None:
            subject = TemplateSubject(scope, str(row[f"{scope}_id"]))
    return TemplateUse(subject, None if template_id is None else WordTemplateId(str(template_id)))
