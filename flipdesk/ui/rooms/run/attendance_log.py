"""When somebody came late and left early, in words."""

from flipdesk.domain.dates import format_time
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _


def attendance_log(person: Participant, record: SessionRecord | None) -> str:
    """Return "came 9.41 · left 10.50" in the session's zone, "" when nothing was logged."""
    if record is None:
        return ""
    zone = zone_info(record.session.zone)
    logged = ((_("came at {time}"), person.arrived), (_("left at {time}"), person.left))
    return " · ".join(
        words.format(time=format_time(moment.astimezone(zone)))
        for words, moment in logged
        if moment is not None
    )
