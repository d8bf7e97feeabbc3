"""The turns that are being taken, their beginning and their end."""

from dataclasses import replace
from datetime import datetime

from flipdesk.domain.agenda import running
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import QueueEntryId, SessionId, TurnId, derived_guid, new_guid
from flipdesk.domain.participant import Participant
from flipdesk.domain.queue_entry import QueueEntry, speakers_list
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import QueueKind, SessionState
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.withdrawal import cover


def begin_turn(base: KnowledgeBase, holder: QueueEntry, at_ms: int) -> Changes:
    """Begin the turn of whoever has the floor, at this offset."""
    if holder.speaker_id is None:
        return Changes()
    return base.turns.add(
        Turn(
            id=TurnId(new_guid()),
            session_id=holder.session_id,
            position=base.turns.next_position(holder.session_id),
            speaker_id=holder.speaker_id,
            from_ms=at_ms,
            to_ms=None,
            interruption=holder.kind is QueueKind.INTERRUPTION,
            reply=holder.kind is QueueKind.REPLY,
        )
    )


def take_up_turn(base: KnowledgeBase, session_id: SessionId, at_ms: int) -> Changes:
    """Begin the turn of whoever had the floor before anything was recorded, or in a pause."""
    if any(turn.to_ms is None for turn in base.turns.of_session(session_id)):
        return Changes()
    holder = speakers_list(base.queue.of_session(session_id), None).holder
    return Changes() if holder is None else begin_turn(base, holder, at_ms)


def end_turns(base: KnowledgeBase, session_id: SessionId, at_ms: int) -> Changes:
    """End every turn of a session that is still open; what was withdrawn from is covered.

    Raises:
        KnownError: the knowledge base cannot be written now.
    """
    changes = Changes()
    for turn in base.turns.of_session(session_id):
        if turn.to_ms is None:
            ended = replace(turn, to_ms=max(turn.from_ms, at_ms))
            changes += base.turns.save(ended) + cover(base, ended)
    return changes


def done(base: KnowledgeBase, entry: QueueEntry, now: datetime) -> Changes:
    """Take the floor from somebody; a speech and its replies stay until the next speech."""
    if entry.kind is QueueKind.INTERRUPTION:
        return base.queue.delete(entry.id)
    return base.queue.save(replace(entry, until=now))


def leave_list(base: KnowledgeBase, participant: Participant, now: datetime) -> Changes:
    """Take somebody who goes off the list, and the floor from them if they have it."""
    changes = Changes()
    for entry in base.queue.of_session(participant.session_id):
        if entry.speaker_id == participant.id and entry.until is None:
            waits = entry.since is None
            changes += base.queue.delete(entry.id) if waits else done(base, entry, now)
    return changes


def with_holder(record: SessionRecord) -> SessionRecord:
    """Return a session that is on with whoever's turn is open on its speakers' list.

    A session file can say who speaks by a turn alone; the list says who has the floor.
    """
    is_on = record.session.state is SessionState.RUNNING
    open_turns = [turn for turn in record.turns if turn.to_ms is None]
    if not is_on or not open_turns or any(one.has_floor for one in record.queue):
        return record
    turn, item = max(open_turns, key=lambda one: one.from_ms), running(record.agenda)
    kind = QueueKind.REPLY if turn.reply else QueueKind.FLOOR
    holder = QueueEntry(
        id=QueueEntryId(derived_guid(turn.id, "queue")),
        session_id=turn.session_id,
        position=max((one.position for one in record.queue), default=-1) + 1,
        kind=QueueKind.INTERRUPTION if turn.interruption else kind,
        speaker_id=turn.speaker_id,
        agenda_item_id=None if item is None else item.id,
        since=record.moment(turn.from_ms, None) or record.session.starts,
    )
    return replace(record, queue=(*record.queue, holder))
