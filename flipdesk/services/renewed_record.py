"""Bringing a session record up to date after a change, without reading all of it again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.recording import apart
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.parts import PartStore

_NOTES = frozenset({"reflection", "reflection_tag", "outcome", "outcome_tag", "marker"})
_WHOLE = {
    "agenda_item": "agenda",
    "agenda_item_outcome": "agenda",
    "material": "agenda",
    "participation": "participants",
    "passage": "passages",
    "pause": "pauses",
    "queue_entry": "queue",
    "ear_round": "ear_rounds",
    "recording": "recordings",
    "segment": "recordings",
    "transcript": "transcripts",
    "turn": "turns",
    "text_version": "text_versions",
    "set_aside": "set_asides",
    "information_text": "information_texts",
    "consent_note": "consent_notes",
}
_NO_PART = frozenset(
    {
        *("setting", "minutes", "agenda_template", "agenda_block", "transcript_segment"),
        *("coder", "coding", "memo", "session_material", "deletion"),
    }
)
_FEW = 50
T = TypeVar("T", Reflection, Outcome, Marker)


def renewed(base: KnowledgeBase, record: SessionRecord, changes: Changes) -> SessionRecord | None:
    """Return the record after these changes; None when it has to be read anew.

    Notes are read one by one; all that did not change are the very objects they were.
    """
    known = _NOTES | _WHOLE.keys() | _NO_PART
    parts_of_it = sum(row.table not in _NO_PART for row in changes.rows)
    if parts_of_it > _FEW or any(row.table not in known for row in changes.rows):
        return None
    session_id = record.session.id
    parts: dict[str, Any] = {
        "reflections": _notes(record.reflections, base.reflections, changes, session_id),
        "outcomes": _notes(record.outcomes, base.outcomes, changes, session_id),
        "markers": _notes(record.markers, base.markers, changes, session_id),
    }
    readers: dict[str, Callable[[SessionId], object]] = {
        "agenda": base.agenda.of_session,
        "participants": base.participants.of_session,
        "ear_rounds": base.ear_rounds.of_session,
        "passages": base.passages.of_session,
        "pauses": base.pauses.of_session,
        "queue": base.queue.of_session,
        "recordings": base.recordings.of_session,
        "transcripts": base.transcripts.of_session,
        "turns": base.turns.of_session,
        "text_versions": base.text_versions.of_session,
        "set_asides": base.set_asides.of_session,
        "information_texts": base.information_texts.of_session,
        "consent_notes": base.consent_notes.of_session,
    }
    if _merging(record, changes):
        parts["merged"] = base.reflections.merged_of_session(session_id)
    for name in {_WHOLE[row.table] for row in changes.rows if row.table in _WHOLE}:
        parts[name] = readers[name](session_id)
    if "recordings" in parts:
        parts["recordings"], parts["clips"] = apart(parts["recordings"])
    return replace(record, **parts)


def _notes(
    notes: tuple[T, ...], store: PartStore[T], changes: Changes, session_id: SessionId
) -> tuple[T, ...]:
    table = store.mapping.table
    ids = set(changes.ids(table)) | _owners(changes, table)
    if not ids:
        return notes
    kept = [note for note in notes if note.id not in ids]
    for note_id in ids:
        note = store.get(note_id)
        is_part = isinstance(note, Reflection) and note.merged_into is not None
        if note is not None and note.session_id == session_id and not is_part:
            kept.append(note)
    return tuple(sorted(kept, key=lambda note: note.position))


def _merging(record: SessionRecord, changes: Changes) -> bool:
    """Return whether parts of merged reflections came, went or changed."""
    merged: set[str] = {one.id for one in record.merged}
    touched = {*changes.ids("reflection"), *_owners(changes, "reflection")}
    images = [
        image
        for row in changes.rows
        if row.table == "reflection"
        for image in (row.before, row.after)
    ]
    joined = any(image is not None and image.get("merged_into") for image in images)
    return joined or not merged.isdisjoint(touched)


def _owners(changes: Changes, table: str) -> set[str]:
    rows = [row for row in changes.rows if row.table == f"{table}_tag"]
    images = [image for row in rows for image in (row.before, row.after) if image is not None]
    return {str(image[f"{table}_id"]) for image in images}
