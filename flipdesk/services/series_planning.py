"""Making series and sessions, and changing what they say about themselves."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flipdesk.domain.agenda_template import AgendaTemplate
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import ParticipantId, SeriesId, SessionId, new_guid
from flipdesk.domain.participant import Consent
from flipdesk.domain.series import Series
from flipdesk.domain.session import DEFAULT_CODEBOOK, DEFAULT_ZONE, Session
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import Attendance, SessionKind
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.session_files import SessionFiles

_DEFAULT_MINUTES = 120


@dataclass(frozen=True, slots=True)
class NewSession:
    """What somebody decides when a session is made; the template fills in the rest."""

    series_id: SeriesId
    title: str
    starts: datetime
    kind: SessionKind = SessionKind.EMPLOYEE_FLIP
    potential: str | None = None
    place: str | None = None
    template: AgendaTemplate | None = None
    zone: str = DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class NewSeries:
    """What somebody decides when a series is made."""

    title: str
    organisation: str = ""
    potential: str | None = None


class SeriesPlanning:
    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._files = SessionFiles(base, clock)

    def add_series(
        self, title: str, organisation: str, potential: str | None
    ) -> tuple[SeriesId, Step]:
        """Make a series and return its id with the step that made it."""
        series_id = SeriesId(new_guid())
        with self._base.atomic():
            organisation_id, changes = self._base.organisations.ensure(organisation)
            changes += self._base.series.add(
                Series(series_id, title.strip(), organisation_id, potential=potential)
            )
        return series_id, step(_("new series {title}").format(title=title), changes)

    def begin_series(self, series: NewSeries, plan: NewSession) -> tuple[SessionId, Step]:
        """Make a series with its first session as one step, and return the session's id."""
        with self._base.atomic():
            series_id, made = self.add_series(series.title, series.organisation, series.potential)
            session_id, added = self.add_session(replace(plan, series_id=series_id))
        return session_id, step(added.label, made.changes, added.changes)

    def change_series(self, series_id: SeriesId, **fields: Any) -> Step:
        """Change a series; `organisation` is followed to the organisation of that name."""
        series = self._base.series.get(series_id)
        if series is None:
            raise BugError(f"no series {series_id}")
        with self._base.atomic():
            changes = Changes()
            if "organisation" in fields:
                organisation_id, changes = self._base.organisations.ensure(
                    fields.pop("organisation")
                )
                fields["organisation_id"] = organisation_id
            changes += self._base.series.save(replace(series, **fields))
        return step(_("change {title}").format(title=series.title), changes)

    def delete_series(self, series_id: SeriesId) -> Step:
        """Delete a series with its sessions, whose session files are kept in the backups folder.

        Raises:
            KnownError: they cannot be written there; nothing is deleted.
        """
        series = self._base.series.get(series_id)
        if series is None:
            raise BugError(f"no series {series_id}")
        for session in self._base.sessions.of_series(series_id):
            self._files.keep_copy(session.id)
        with self._base.atomic():
            changes = self._base.series.delete(series_id)
        self._base.uses.note(Act.DELETED, Thing.SERIES, series_id)
        return step(_("delete {title}").format(title=series.title), changes)

    def next_number(self, series_id: SeriesId) -> int:
        """Return the number the next session of a series will carry."""
        numbers = [session.number or 0 for session in self._base.sessions.of_series(series_id)]
        return max([0, *numbers]) + 1

    def add_session(self, plan: NewSession) -> tuple[SessionId, Step]:
        """Make a session with the template's run sheet and the people of the time before."""
        session_id = SessionId(new_guid())
        minutes = plan.template.minutes_of_day() if plan.template else _DEFAULT_MINUTES
        session = Session(
            id=session_id,
            series_id=plan.series_id,
            title=plan.title.strip(),
            number=self.next_number(plan.series_id),
            kind=plan.kind,
            codebook=DEFAULT_CODEBOOK,
            potential=plan.potential,
            starts=plan.starts,
            ends=plan.starts + timedelta(minutes=minutes),
            zone=plan.zone,
            place=plan.place,
        )
        with self._base.atomic():
            before = self._base.sessions.of_series(plan.series_id)
            changes = self._base.sessions.add(session)
            changes += self._fill_agenda(session_id, plan.template)
            if before:
                changes += self._invite_again(before[-1].id, session_id)
        return session_id, step(_("new session {title}").format(title=session.title), changes)

    def change_session(self, session_id: SessionId, **fields: Any) -> Step:
        """Change what a session says about itself."""
        session = self._session(session_id)
        changes = self._base.sessions.save(replace(session, **fields))
        return step(_("change {title}").format(title=session.title), changes)

    def delete_session(self, session_id: SessionId) -> Step:
        """Delete a session with its notes; its session file is kept in the backups folder.

        The sound stays on the disk until it is erased.

        Raises:
            KnownError: the file cannot be written there; nothing is deleted.
        """
        session = self._session(session_id)
        self._files.keep_copy(session_id)
        with self._base.atomic():
            changes = self._base.sessions.delete(session_id)
        self._base.uses.note(Act.DELETED, Thing.SESSION, session_id)
        return step(_("delete {title}").format(title=session.title), changes)

    def _session(self, session_id: SessionId) -> Session:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        return session

    def _fill_agenda(self, session_id: SessionId, template: AgendaTemplate | None) -> Changes:
        items = template.agenda(session_id, 0) if template else ()
        return sum(map(self._base.agenda.add, items), start=Changes())

    def _invite_again(self, before: SessionId, session_id: SessionId) -> Changes:
        changes = Changes()
        for participant in self._base.participants.of_session(before):
            changes += self._base.participants.add(
                replace(
                    participant,
                    id=ParticipantId(new_guid()),
                    session_id=session_id,
                    attendance=Attendance.INVITED,
                    arrived=None,
                    left=None,
                    # Consent is asked anew: what was said yes to last time was that time.
                    consent=Consent(),
                )
            )
        return changes
