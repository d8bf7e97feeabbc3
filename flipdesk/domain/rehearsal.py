"""A session as it stood before it was held, so that it can be rehearsed."""

from dataclasses import replace
from datetime import datetime

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, SessionState

_AWAY = (Attendance.REGRETS, Attendance.ABSENT)


def rehearsal(record: SessionRecord, starts: datetime) -> SessionRecord:
    """Return the plan and the people of a session that begins at this moment, and nothing said."""
    session = record.session
    return SessionRecord(
        record.series,
        replace(
            session,
            starts=starts,
            ends=starts + (session.ends - session.starts),
            state=SessionState.PLANNED,
            began=None,
            finished=None,
        ),
        record.codebook,
        participants=tuple(
            one
            if one.attendance in _AWAY
            else replace(one, attendance=Attendance.INVITED, arrived=None, left=None)
            for one in record.participants
        ),
        agenda=tuple(
            replace(item, started=None, ended=None, extra_minutes=0, skipped=False)
            for item in record.agenda
        ),
    )
