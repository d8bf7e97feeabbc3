"""Stores of knowledge items and their evidence."""

from collections import defaultdict
from typing import Any

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import EvidenceId, KnowledgeItemId, ReflectionId, SessionId
from flipdesk.domain.knowledge_item import (
    Evidence,
    EvidenceLine,
    KnowledgeItem,
    KnowledgeKind,
    Stance,
)
from flipdesk.domain.vocabulary import RecordingConsent, ReflectionKind, Role
from flipdesk.knowledge.mapping import Column, Mapping, moment, plain, value_of
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.tags import Tags


def _same(value: object) -> object:
    return value


_ITEM = Column("item_id", "knowledge_item_id", _same, str)
# A reflection that was merged is part of another one, which may have been merged in its turn.
_STANDS = """
with recursive stands (evidence_id, reflection_id) as (
  select id, reflection_id from evidence {where}
  union select stands.evidence_id, reflection.merged_into from stands
  join reflection on reflection.id = stands.reflection_id
  where reflection.merged_into is not null
)
select evidence.*, x.id as stands_id, x.session_id, x.kind, x.text, x.at_ms, p.role,
  s.title as session_title, s.starts_at, coalesce(o.name, '') as organisation,
  coalesce(p.consent_recording, '') as consent
from stands join evidence on evidence.id = stands.evidence_id
join reflection as x on x.id = stands.reflection_id and x.merged_into is null
join session as s on s.id = x.session_id join series as r on r.id = s.series_id
left join organisation as o on o.id = r.organisation_id
left join participation as p on p.id = x.speaker_id
order by evidence.knowledge_item_id, evidence.position
"""


class KnowledgeItemStore:
    mapping = Mapping(
        "knowledge_item", KnowledgeItem, value_of("kind", KnowledgeKind), *plain("title", "text")
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[KnowledgeItem, ...]:
        """Return every item in Danish alphabetical order of the titles."""
        rows = self._rows.query("select * from knowledge_item order by sort_key, created_at, id")
        return tuple(map(self.mapping.build, rows))

    def get(self, item_id: KnowledgeItemId) -> KnowledgeItem | None:
        row = self._rows.get("knowledge_item", item_id)
        return None if row is None else self.mapping.build(row)

    def add(self, item: KnowledgeItem) -> Changes:
        return self._rows.insert("knowledge_item", item.id, self._values(item))

    def save(self, item: KnowledgeItem) -> Changes:
        return self._rows.update("knowledge_item", item.id, self._values(item))

    def delete(self, item_id: KnowledgeItemId) -> Changes:
        """Delete an item with its evidence; the reflections stay."""
        return self._rows.delete("knowledge_item", item_id)

    def _values(self, item: KnowledgeItem) -> Row:
        return {**self.mapping.values(item), "sort_key": sort_key(item.title)}


class EvidenceStore:
    mapping = Mapping(
        "evidence",
        Evidence,
        _ITEM,
        *plain("reflection_id", "position", "note"),
        value_of("stance", Stance),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, evidence_id: EvidenceId) -> Evidence | None:
        row = self._rows.get("evidence", evidence_id)
        return None if row is None else self.mapping.build(row)

    def of_item(self, item_id: KnowledgeItemId) -> tuple[Evidence, ...]:
        """Return the evidence of one item in its order, as it was added."""
        rows = self._rows.query(
            "select * from evidence where knowledge_item_id = ? order by position", item_id
        )
        return tuple(map(self.mapping.build, rows))

    def add(self, evidence: Evidence) -> Changes:
        return self._rows.insert("evidence", evidence.id, self.mapping.values(evidence))

    def save(self, evidence: Evidence) -> Changes:
        return self._rows.update("evidence", evidence.id, self.mapping.values(evidence))

    def delete(self, evidence_id: EvidenceId) -> Changes:
        return self._rows.delete("evidence", evidence_id)

    def lines(self, item_id: KnowledgeItemId) -> tuple[EvidenceLine, ...]:
        """Return the evidence of an item with the reflections as they stand now."""
        rows = self._rows.query(_STANDS.format(where="where knowledge_item_id = ?"), item_id)
        return self._built(rows)

    def all_lines(self) -> dict[KnowledgeItemId, tuple[EvidenceLine, ...]]:
        """Return the evidence of every item."""
        found: dict[KnowledgeItemId, list[EvidenceLine]] = defaultdict(list)
        for line in self._built(self._rows.query(_STANDS.format(where=""))):
            found[line.evidence.item_id].append(line)
        return {item_id: tuple(lines) for item_id, lines in found.items()}

    def _built(self, rows: list[Row]) -> tuple[EvidenceLine, ...]:
        tags = Tags(self._rows, "reflection").of(str(row["stands_id"]) for row in rows)
        return tuple(
            _line(
                self.mapping.build(row), row, tags.get((str(row["stands_id"]), POTENTIALS_AXIS), ())
            )
            for row in rows
        )


_stands: Mapping[dict[str, Any]] = Mapping(
    "reflection",
    dict,
    *plain("text", "session_id", "session_title", "organisation", "at_ms"),
    moment("starts"),
    value_of("kind", ReflectionKind),
    value_of("role", Role),
)


def _line(evidence: Evidence, row: Row, potentials: tuple[str, ...]) -> EvidenceLine:
    known = _stands.build(row)
    del known["id"]
    return EvidenceLine(
        evidence=evidence,
        reflection_id=ReflectionId(str(row["stands_id"])),
        potentials=potentials,
        is_withdrawn=row["consent"] == RecordingConsent.WITHDRAWN,
        **{**known, "session_id": SessionId(str(known["session_id"]))},
    )
