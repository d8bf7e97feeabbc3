"""Where in the knowledge base a step was taken: what undo tells somebody who stands elsewhere."""

from dataclasses import dataclass

from flipdesk.domain.changes import Changes, RowChange
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import Session
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_OWNERS = {
    "reflection_tag": ("reflection", "reflection_id"),
    "outcome_tag": ("outcome", "outcome_id"),
    "material": ("agenda_item", "agenda_item_id"),
    "transcript_segment": ("transcript", "transcript_id"),
}
# What a step is about stands first: beginning an item changes its session too.
_ORDER = (
    *("reflection", "outcome", "marker", "passage", "turn", "agenda_item", "participation"),
    *("transcript", "minutes", "recording", "session", "series"),
)


@dataclass(frozen=True, slots=True)
class Where:
    """The thing a step was about, and its session as it is now; None where it has none."""

    table: str
    id: str
    session: Session | None = None


def where(base: KnowledgeBase, changes: Changes) -> Where | None:
    """Return where changes were made, None for what belongs to the whole program."""
    order = {table: number for number, table in enumerate(_ORDER)}
    shown = [row for row in changes.rows if _owner(row)[0] in order]
    # Only the first is looked up: a session that was deleted can have thousands of rows.
    first = min(shown, key=lambda one: order[_owner(one)[0]], default=None)
    # With a whole session all its parts come or go, and it is about the session.
    row = next((one for one in shown if one.table == "session" and _comes_or_goes(one)), first)
    return None if row is None else _place(base, row, changes)


def _comes_or_goes(row: RowChange) -> bool:
    return row.before is None or row.after is None


def _owner(row: RowChange) -> tuple[str, str]:
    """Return table and id of what a row is part of, or its own."""
    if row.table not in _OWNERS:
        return row.table, row.id
    table, column = _OWNERS[row.table]
    return table, str((row.after or row.before or {})[column])


def _place(base: KnowledgeBase, row: RowChange, changes: Changes) -> Where:
    table, thing_id = _owner(row)
    session_id = str((row.after or row.before or {}).get("session_id") or "")
    if table == "session":
        session_id = thing_id
    elif not session_id and table != "series":
        session_id = _session_of(base, table, thing_id, changes)
    session = base.sessions.get(SessionId(session_id)) if session_id else None
    return Where(table, thing_id, session)


def _session_of(base: KnowledgeBase, table: str, thing_id: str, changes: Changes) -> str:
    """Return the session of the owner of a tag or material, "" when it is nowhere any more."""
    for row in changes.rows:
        if (row.table, row.id) == (table, thing_id):
            return str((row.after or row.before or {}).get("session_id") or "")
    match table:
        case "reflection":
            owner = base.reflections.get(thing_id)
            return owner.session_id if owner is not None else ""
        case "outcome":
            outcome = base.outcomes.get(thing_id)
            return outcome.session_id if outcome is not None else ""
        case "agenda_item":
            item = base.agenda.get(thing_id)
            return item.session_id if item is not None else ""
        case "transcript":
            transcript = base.transcripts.get(thing_id)
            return transcript.session_id if transcript is not None else ""
        case _:
            return ""
