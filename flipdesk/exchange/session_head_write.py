"""What a session file says of the series and of the session itself."""

from datetime import datetime
from typing import Any

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.series import Series
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_day_starts import write_day_starts
from flipdesk.exchange.session_deletion import deletion_days
from flipdesk.exchange.session_state import state_by_agenda
from flipdesk.exchange.session_times import natural_zone, write_moment


def series_object(series: Series) -> dict[str, Any]:
    derived = session_ids.series_id(series.organisation, series.title)
    return {
        "title": series.title,
        "organisation": series.organisation or None,
        "potential": series.potential,
        "sample": series.is_sample,
        "guid": unless(derived, series.id),
        "organisation_guid": organisation_guid(series),
    }


def session_object(record: SessionRecord) -> dict[str, Any]:
    session, series = record.session, record.series
    initials = {one.id: one.initials for one in record.participants}
    derived = session_ids.session_id(
        series.organisation, series.title, session.title, session.starts
    )

    def moment(at: datetime | None) -> str | None:
        return None if at is None else write_moment(at, session.zone)

    def person(one: ParticipantId | None) -> str | None:
        return None if one is None else initials[one]

    starts = write_moment(session.starts, session.zone)
    return {
        "title": session.title,
        "number": session.number,
        "kind": session.kind,
        "potential": session.potential,
        "starts": starts,
        "ends": moment(session.ends),
        "day_starts": write_day_starts(session.day_starts),
        "zone": unless(natural_zone(datetime.fromisoformat(starts)), session.zone),
        "place": session.place,
        "purpose": session.purpose,
        "contribution": session.contribution,
        "chair": person(session.chair_id),
        "minute_taker": person(session.minute_taker_id),
        "legal_basis": session.legal_basis,
        **deletion_days(session),
        "state": unless(state_by_agenda(record.agenda), session.state),
        "began": moment(session.began),
        "finished": moment(session.finished),
        "guid": unless(derived, session.id),
    }


def unless(derived: object, value: Any) -> Any:
    """Return the value unless it is what a reader would derive anyway."""
    return None if value == derived else value


def organisation_guid(named: Series | Participant) -> str | None:
    """Return the id of an organisation that its name does not lead to, None else."""
    if named.organisation_id is None or not named.organisation:
        return None
    derived = session_ids.organisation_id(named.organisation)
    guid: str | None = unless(derived, named.organisation_id)
    return guid
