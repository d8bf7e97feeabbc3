"""The pauses of a session file: when the agenda clock stood still."""

from collections.abc import Iterator
from typing import Any

from flipdesk.domain.ids import PauseId, SessionId
from flipdesk.domain.pause import Pause
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects
from flipdesk.exchange.session_parts import part_id, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.i18n import _


def build_pauses(data: Object, session_id: SessionId, timetable: Timetable) -> Iterator[Pause]:
    """Yield the pauses of a file that has been checked."""
    for index, position, pause in parts(data, "pauses"):
        yield Pause(
            id=PauseId(part_id(pause, session_id, "pause", index)),
            session_id=session_id,
            position=position,
            started=timetable.moments["pauses", index, "started"],
            ended=timetable.moments.get(("pauses", index, "ended")),
        )


def pause_object(pause: Pause, zone: str) -> dict[str, Any]:
    """Return what stands in the file for a pause; None for what is left out."""
    ended = pause.ended
    return {
        "started": write_moment(pause.started, zone),
        "ended": None if ended is None else write_moment(ended, zone),
    }


def check_pauses(data: Object, timetable: Timetable, problems: Problems) -> None:
    """Note pauses that end before they begin, and what was skipped and held at once."""
    for index, _pause in objects(data, "pauses"):
        started = timetable.moments.get(("pauses", index, "started"))
        ended = timetable.moments.get(("pauses", index, "ended"))
        if started is not None and ended is not None and ended < started:
            problems.add(("pauses", index, "ended"), _("lies before started"))
    for index, item in objects(data, "agenda"):
        if item.get("skipped") is True and "started" in item:
            problems.add(("agenda", index, "skipped"), _("cannot stand with what was begun"))
