"""The deadlines of sessions for a calendar: what is to be done, comments, and deletion of sound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flipdesk.domain.deadline import Deadline
from flipdesk.domain.ids import derived_guid
from flipdesk.domain.shared_session import SharedNote, SharedSession
from flipdesk.domain.vocabulary import LIVE_STATUSES, MinutesState
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class DeadlineFile:
    """Deadlines ready to be written, on any thread; `made` is aware."""

    deadlines: tuple[Deadline, ...]
    made: datetime

    def write(self, path: Path) -> None:
        """Write the calendar file; an old file there is whole until the new one is.

        Raises:
            KnownError: the file cannot be written.
        """
        from flipdesk.documents.save import save_file
        from flipdesk.exchange.calendar_file import check_calendar
        from flipdesk.exchange.deadline_file import write_deadlines

        save_file(path, write_deadlines(self.deadlines, self.made), check_calendar)


def deadline_file(
    base: KnowledgeBase, sessions: Sequence[SharedSession], made: datetime
) -> DeadlineFile:
    """Return the deadlines of shared sessions by day, in the language in use.

    Raises:
        KnownError: there are none.
    """
    found = [one for session in sessions for one in _of(base, session)]
    if not found:
        raise KnownError(_("No deadline waits in these sessions. Choose others."))
    return DeadlineFile(tuple(sorted(found, key=lambda one: (one.day, one.uid))), made)


def _of(base: KnowledgeBase, session: SharedSession) -> Iterator[Deadline]:
    yield from _to_do(session, session.outcomes)
    for minutes in base.minutes.of_session(session.id):
        if minutes.state is MinutesState.COMMENTS and minutes.comments_by is not None:
            yield Deadline(
                derived_guid("deadline", "comments", minutes.id),
                minutes.comments_by,
                _("Comments are due: {title}").format(title=session.full_title),
            )
    day = session.session.delete_recording_on
    if day is not None and base.recordings.of_session(session.id):
        yield Deadline(
            derived_guid("deadline", "sound", session.id),
            day,
            _("Delete the recording: {title}").format(title=session.full_title),
        )


def _to_do(session: SharedSession, outcomes: Iterable[SharedNote]) -> Iterator[Deadline]:
    for one in outcomes:
        if one.due is not None and one.status in LIVE_STATUSES:
            kind = word(one.kind)
            about = [session.full_title, *([one.person.name] if one.person else [])]
            yield Deadline(
                derived_guid("deadline", "outcome", one.id),
                one.due,
                f"{kind}: {one.text}",
                "\n".join(about),
            )
