"""The files that have left FlipDesk and may carry what is erased, as the journal of use tells."""

from collections.abc import Iterator

from flipdesk.domain.dates import format_date_medium, format_time
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import DEFAULT_ZONE, Session
from flipdesk.domain.use import Act, Thing, Use
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_CARRY_NOBODY = frozenset({Thing.CODEBOOK, Thing.RECEIPT})


def exports_of(
    base: KnowledgeBase, sessions: tuple[SessionId, ...], person: str = ""
) -> tuple[str, ...]:
    """Return what was saved as a file of some sessions, or about a person, in words without names.

    Files that were saved before there was a journal are not known. When it cannot be read, that is
    what is said.
    """
    known = {str(one.id): one for one in base.sessions.all() if one.id in set(sessions)}
    about = set(known) | {str(one.series_id) for one in known.values()} | {person} - {""}
    try:
        every = base.uses.file.uses(Act.EXPORTED)
        found = [one for one in every if one.thing == Thing.KNOWLEDGE_BASE or one.is_about(about)]
    except OSError:
        return (_("The journal of use cannot be read: what was saved as a file is not known."),)
    told = (_told(one, known) for one in found if one.thing not in _CARRY_NOBODY)
    return tuple(dict.fromkeys(told))


def _told(use: Use, sessions: dict[str, Session]) -> str:
    when = use.at.astimezone(zone_info(DEFAULT_ZONE))
    moment = _("{day} at {time}").format(day=format_date_medium(when), time=format_time(when))
    what = _(Thing(use.thing).words) if use.thing in set(Thing) else use.thing
    session = next(_sessions(use, sessions), None)
    if session is None:
        return _("{what}, saved {moment}").format(what=what, moment=moment)
    day = format_date_medium(session.starts.astimezone(zone_info(session.zone)))
    about = f"{word(session.kind)}, {day}"
    return _("{what}, saved {moment} ({about})").format(what=what, moment=moment, about=about)


def _sessions(use: Use, sessions: dict[str, Session]) -> Iterator[Session]:
    for value in (use.guid, *use.details.values()):
        if value in sessions:
            yield sessions[str(value)]
