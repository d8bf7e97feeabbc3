"""Which written version a command means."""

from typing import TYPE_CHECKING

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.minutes import Minutes
from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase


def find_minutes(base: "KnowledgeBase", which: str) -> Minutes:
    """Return the minutes of a GUID or its beginning, or the newest of a session.

    Raises:
        KnownError: there are none.
    """
    from flipdesk.services.session_files import SessionFiles

    sought = which.strip().casefold()
    every = [one for each in base.sessions.all() for one in base.minutes.of_session(each.id)]
    found = [one for one in every if sought and one.id.startswith(sought)]
    if len(found) == 1:
        return found[0]
    session = SessionFiles(base, SystemClock()).find(which)
    newest = next(iter(base.minutes.of_session(session.id)), None)
    if newest is None:
        sentence = _("{title} has no minutes yet; write them with flipdesk minutes write {id}.")
        raise KnownError(sentence.format(title=session.title, id=session.id[:8]))
    return newest
