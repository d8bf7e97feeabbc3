"""The sample session as it stood at a moment of its day, for pictures and tests."""

from dataclasses import replace
from datetime import datetime, timedelta

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, SessionState


def record_at(record: SessionRecord, moment: datetime) -> SessionRecord:
    """Return what was stored at a moment: the plan, and of reality only what had happened."""
    start = record.recording_start()
    if start is None or moment < start:
        return _before(record)
    heard_ms = (moment - start) // timedelta(milliseconds=1)

    def said(at_ms: int | None, said_at: datetime | None = None) -> bool:
        if at_ms is None:
            return said_at is not None and said_at <= moment
        return at_ms <= heard_ms

    agenda = tuple(_item_at(item, moment) for item in record.agenda)
    ended = all(item.ended for item in agenda)
    state = SessionState.ENDED if ended else SessionState.RUNNING
    session = replace(
        record.session, state=state, began=start, finished=agenda[-1].ended if ended else None
    )
    return replace(
        record,
        session=session,
        agenda=agenda,
        participants=tuple(_participant_at(one, moment) for one in record.participants),
        turns=tuple(
            replace(turn, to_ms=turn.to_ms if said(turn.to_ms) else None)
            for turn in record.turns
            if said(turn.from_ms)
        ),
        markers=tuple(one for one in record.markers if said(one.at_ms, one.said_at)),
        reflections=tuple(one for one in record.reflections if said(one.at_ms, one.said_at)),
        outcomes=tuple(one for one in record.outcomes if said(one.at_ms, one.said_at)),
    )


def _before(record: SessionRecord) -> SessionRecord:
    return replace(
        record,
        session=replace(record.session, state=SessionState.PLANNED, began=None, finished=None),
        agenda=tuple(replace(item, started=None, ended=None) for item in record.agenda),
        participants=tuple(
            one
            if one.attendance is Attendance.REGRETS
            else replace(one, attendance=Attendance.INVITED, arrived=None, left=None)
            for one in record.participants
        ),
        turns=(),
        markers=(),
        reflections=(),
        outcomes=(),
    )


def _item_at(item: AgendaItem, moment: datetime) -> AgendaItem:
    started = item.started if item.started and item.started <= moment else None
    ended = item.ended if started and item.ended and item.ended <= moment else None
    return replace(item, started=started, ended=ended)


def _participant_at(one: Participant, moment: datetime) -> Participant:
    left = one.left if one.left and one.left <= moment else None
    return replace(one, left=left)
