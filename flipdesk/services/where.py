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
}
# What a step is about stands first: beginning an item changes its session too.
_ORDER = (
    *("reflection", "outcome", "marker", "passage", "turn", "agenda_item", "participation"),
    *("minutes", "recording", "session", "series"),
)


@dataclass(frozen=True, slots=True)
class Where:
    """The thing a step was about, and its session as it is now; None where it has none."""

    table: str
    id: str
    session: Session | None = None


def where(base: KnowledgeBase, changes: Changes) -> Where | None:
    """Return where changes were made, None for what belongs to the whole program."""
    found = [place for row in changes.rows if (place := _place(base, row, changes)) is not None]
    order = {table: number for number, table in enumerate(_ORDER)}
    return min(found, key=lambda one: order[one.table], default=None)


def _place(base: KnowledgeBase, row: RowChange, changes: Changes) -> Where | None:
    values = row.after or row.before or {}
    table, thing_id = row.table, row.id
    if table in _OWNERS:
        table, column = _OWNERS[table]
        thing_id = str(values[column])
    if table not in _ORDER:
        return None
    session_id = str(values.get("session_id") or "")
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
        case _:
            return ""
