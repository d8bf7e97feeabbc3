"""How written versions stand: sent out for comments, approved, archived, each a step."""

from dataclasses import replace
from datetime import date, timedelta

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.due_dates import DueContext, read_due
from flipdesk.domain.ids import MinutesId, SessionId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_state import (
    Standing,
    may_become,
    standing_of,
    superseded,
    usual_deadline,
)
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class MinutesStates:
    """Moves versions on. The written bytes stay what they are; undo takes back the state alone."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def send_out(self, minutes_id: MinutesId, comments_by: date) -> Step:
        """Say that a version is out for comments until a day; an earlier one out is archived.

        Raises:
            KnownError: the version is approved or archived.
        """
        label = _("send minutes out for comments")
        return self._move(minutes_id, Standing.out(comments_by), label)

    def approve(self, minutes_id: MinutesId, by: str, on: date) -> Step:
        """Say who approved a version and when; every earlier one is archived.

        Raises:
            KnownError: the version is approved already, or archived.
        """
        return self._move(minutes_id, Standing.approved(by, on), _("approve minutes"))

    def archive(self, minutes_id: MinutesId) -> Step:
        """Put a version away; it can still be read and compared.

        Raises:
            KnownError: it is archived already.
        """
        minutes = self._get(minutes_id)
        kept = replace(standing_of(minutes), state=MinutesState.ARCHIVED)
        return self._move(minutes_id, kept, _("archive minutes"))

    def stand(self, minutes_id: MinutesId, standing: Standing) -> Step:
        """Give a version the standing that its document says; a draft has it already.

        Raises:
            KnownError: as the others do.
        """
        if standing.state is MinutesState.COMMENTS and standing.comments_by is not None:
            return self.send_out(minutes_id, standing.comments_by)
        if standing.state is MinutesState.APPROVED and standing.approval is not None:
            return self.approve(minutes_id, standing.approval.by, standing.approval.on)
        if standing.state is MinutesState.ARCHIVED:
            return self.archive(minutes_id)
        return step("", Changes())

    def approved(self, session_id: SessionId, audience: Audience, language: str) -> Minutes | None:
        """Return the version that is approved for these readers, None when none is."""
        every = self._base.minutes.of_session(session_id)
        return next(
            (
                one
                for one in every
                if one.state is MinutesState.APPROVED
                and (one.audience, one.language) == (audience, language)
            ),
            None,
        )

    def usual_deadline(self, session_id: SessionId) -> date:
        return usual_deadline(self._context(session_id).today)

    def read_deadline(self, session_id: SessionId, text: str) -> date:
        """Return the day that somebody typed as the last one for comments; "" is the usual one.

        Raises:
            KnownError: it is no day, or one that is over.
        """
        context = self._context(session_id)
        if not text.strip():
            return usual_deadline(context.today)
        day = read_due(text, context)
        if day is None:
            raise KnownError(
                _("“{text}” is not a day. Write “in 14 days”, “fri”, 30/4 or the like.").format(
                    text=text.strip()
                )
            )
        if day < context.today:
            raise KnownError(_("That day is over. Choose a later one for comments."))
        return day

    def read_approval(self, session_id: SessionId, text: str) -> date:
        """Return the day that somebody typed as the one of the approval; "" is today.

        Raises:
            KnownError: it is no day, or one that is still to come.
        """
        context = self._context(session_id)
        today = context.today
        if not text.strip():
            return today
        day = read_due(text, context)
        if day is None:
            raise KnownError(
                _("“{text}” is not a day. Write “today”, “fri” or 30/4.").format(text=text.strip())
            )
        # What was approved lies behind us, while a due date means the next such day.
        if day > today and text.strip().isalpha():
            day -= timedelta(days=7)
        elif day > today and any(sign.isdigit() for sign in text) and str(day.year) not in text:
            day = (
                day - timedelta(days=365)
                if (day.month, day.day) == (2, 29)
                else day.replace(year=day.year - 1)
            )
        if day > today:
            raise KnownError(
                _("That day is still to come. Write the day on which the minutes were approved.")
            )
        return day

    def _context(self, session_id: SessionId) -> DueContext:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        today = self._clock.now().astimezone(zone_info(session.zone)).date()
        coming = [
            one.starts.astimezone(zone_info(one.zone)).date()
            for one in self._base.sessions.of_series(session.series_id)
        ]
        return DueContext(today, min((one for one in coming if one > today), default=None))

    def _get(self, minutes_id: MinutesId) -> Minutes:
        minutes = self._base.minutes.get(minutes_id)
        if minutes is None:
            raise BugError(f"no minutes {minutes_id}")
        return minutes

    def _move(self, minutes_id: MinutesId, standing: Standing, label: str) -> Step:
        minutes = self._get(minutes_id)
        if not may_become(minutes, standing.state):
            sentence = _("Version {version} is {state} and stays so. Write a new version instead.")
            raise KnownError(sentence.format(version=minutes.version, state=word(minutes.state)))
        every = self._base.minutes.of_session(minutes.session_id)
        changes = Changes()
        with self._base.atomic():
            for one in superseded(minutes, standing.state, every):
                changes += self._base.minutes.save(replace(one, state=MinutesState.ARCHIVED))
            moved = replace(
                minutes,
                state=standing.state,
                comments_by=standing.comments_by,
                approved_by=standing.approval.by if standing.approval else "",
                approved_on=standing.approval.on if standing.approval else None,
            )
            return step(label, changes + self._base.minutes.save(moved))
