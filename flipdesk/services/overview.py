"""What Home shows: the next session, what waits, every series, and where one left off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.overview import LiveOutcome, SeriesCount, Touch, Touched
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import MinutesState, OutcomeKind, SessionState
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.due_things import due_things

STILL_NEXT = timedelta(hours=8)
"""How long after its planned end a session that was never run is still the next one."""
COMMENTS_SOON = timedelta(days=3)
DELETE_SOON = timedelta(days=14)
_LEFT_OFF = 2


class Wait(StrEnum):
    """Why something waits, in the order it is shown."""

    MINUTES_OUT = "minutes_out"
    COMMENTS_BACK = "comments_back"
    MINUTES_UNWRITTEN = "minutes_unwritten"
    OVERDUE = "overdue"
    CONSENT = "consent"
    REQUEST = "request"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class WaitingThing:
    """One thing: the session it is about and whose, its words, a day (due, delete) and a name."""

    session: Session
    organisation: str = ""
    text: str = ""
    day: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things that wait for the same reason; never empty."""

    reason: Wait
    things: tuple[WaitingThing, ...]


@dataclass(frozen=True, slots=True)
class SeriesOverview:
    """A series with its sessions in order of time."""

    series: Series
    sessions: tuple[Session, ...]
    count: SeriesCount


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Something that was worked on lately."""

    session: Session
    touch: Touch


@dataclass(frozen=True, slots=True)
class HomeOverview:
    """`next` is running or comes next, `latest` was held last; either may be None."""

    next: Session | None
    latest: Session | None
    waiting: tuple[Waiting, ...]
    series: tuple[SeriesOverview, ...]
    left_off: tuple[LeftOff, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the knowledge base yet."""
        return not self.series


class Overview:
    """Pure reads; what time it is, is said by the caller."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def home(self, now: datetime) -> HomeOverview:
        """Return what Home shows at this moment."""
        sessions = self._base.sessions.all()
        series = self._base.series.all()
        return HomeOverview(
            next=next_session(sessions, now),
            latest=_latest(sessions),
            waiting=self._waiting(_counted(sessions, series), now),
            series=self._series(series, sessions),
            left_off=self._left_off(sessions),
        )

    def suggested_start(self, series_id: SeriesId | None, now: datetime) -> datetime | None:
        """Return four weeks after a series' last session, at the same hour; None without one.

        Whole weeks are added until the moment lies ahead.
        """
        sessions = self._base.sessions.of_series(series_id) if series_id else ()
        if not sessions:
            return None
        last = sessions[-1]
        starts = last.starts.astimezone(zone_info(last.zone)) + timedelta(weeks=4)
        while starts <= now:
            starts += timedelta(weeks=1)
        return starts

    def _series(
        self, series: Sequence[Series], sessions: Sequence[Session]
    ) -> tuple[SeriesOverview, ...]:
        counts = self._base.overview.series_counts()
        return tuple(
            SeriesOverview(
                one,
                tuple(session for session in sessions if session.series_id == one.id),
                counts[one.id],
            )
            for one in series
        )

    def _left_off(self, sessions: Sequence[Session]) -> tuple[LeftOff, ...]:
        by_id = {session.id: session for session in sessions}
        chosen: list[LeftOff] = []
        for touch in self._base.overview.touched():
            session = by_id[touch.session_id]
            # Planning is what one goes on with before a session, notes and minutes after it.
            planning = touch.what is Touched.RUN_SHEET
            if planning is not (session.state is SessionState.PLANNED):
                continue
            if all(one.session.id != session.id for one in chosen):
                chosen.append(LeftOff(session, touch))
            if len(chosen) == _LEFT_OFF:
                break
        return tuple(chosen)

    def _waiting(self, sessions: dict[SessionId, Session], now: datetime) -> tuple[Waiting, ...]:
        whose = {one.id: one.organisation for one in self._base.series.all()}
        found = {
            Wait.MINUTES_OUT: self._minutes_out(sessions, now),
            Wait.COMMENTS_BACK: self._comments_back(sessions),
            Wait.MINUTES_UNWRITTEN: self._minutes_unwritten(sessions),
            Wait.OVERDUE: self._overdue(sessions, now),
            Wait.CONSENT: self._consents(sessions),
            Wait.REQUEST: self._requests(sessions),
            Wait.RETENTION: self._to_delete(sessions, now),
        }
        return tuple(
            Waiting(
                reason,
                tuple(
                    replace(thing, organisation=whose[thing.session.series_id])
                    for thing in found[reason]
                ),
            )
            for reason in Wait
            if found[reason]
        )

    def _minutes_out(self, sessions: dict[SessionId, Session], now: datetime) -> list[WaitingThing]:
        """Return the minutes whose deadline is near or over, the first one first."""
        days: dict[SessionId, date | None] = {}
        out = self._base.minutes.in_state(MinutesState.COMMENTS)
        for one in sorted(out, key=lambda each: each.comments_by or date.min):
            days.setdefault(one.session_id, one.comments_by)
        return [
            WaitingThing(sessions[one], day=day)
            for one, day in days.items()
            if one in sessions
            and (day is None or day <= _today(sessions[one], now) + COMMENTS_SOON)
        ]

    def _comments_back(self, sessions: dict[SessionId, Session]) -> list[WaitingThing]:
        open_ones = self._base.overview.with_open_reviews()
        return [WaitingThing(one) for key, one in sessions.items() if key in open_ones]

    def _minutes_unwritten(self, sessions: dict[SessionId, Session]) -> list[WaitingThing]:
        written = self._base.overview.with_minutes()
        return [
            WaitingThing(session)
            for session in sessions.values()
            if session.state is SessionState.ENDED and session.id not in written
        ]

    def _overdue(self, sessions: dict[SessionId, Session], now: datetime) -> list[WaitingThing]:
        return [
            _thing(one, sessions[one.session_id])
            for one in self._base.overview.live_outcomes(OutcomeKind.ACTION)
            if one.session_id in sessions
            and one.due is not None
            and one.due < _today(sessions[one.session_id], now)
        ]

    def _consents(self, sessions: dict[SessionId, Session]) -> list[WaitingThing]:
        return [
            WaitingThing(sessions[one.session_id], name=one.name)
            for one in self._base.overview.unknown_consents()
            if one.session_id in sessions
        ]

    def _requests(self, sessions: dict[SessionId, Session]) -> list[WaitingThing]:
        return [
            _thing(one, sessions[one.session_id])
            for one in self._base.overview.live_outcomes(OutcomeKind.KNOWLEDGE_REQUEST)
            if one.session_id in sessions
        ]

    def _to_delete(self, sessions: dict[SessionId, Session], now: datetime) -> list[WaitingThing]:
        """Return what is due to be deleted, or soon will be; it is never done by itself."""
        found = due_things(
            self._base, list(sessions.values()), lambda one: _today(one, now) + DELETE_SOON
        )
        return [
            WaitingThing(sessions[one.session_id], text=word(one.kept), day=one.day)
            for one in found
        ]


def next_session(sessions: Sequence[Session], now: datetime) -> Session | None:
    """Return the session that is running, else the first that is planned and not long past."""
    running = [one for one in sessions if one.state is SessionState.RUNNING]
    coming = [
        one for one in sessions if one.state is SessionState.PLANNED and one.ends + STILL_NEXT > now
    ]
    return next(iter([*running, *coming]), None)


def _latest(sessions: Sequence[Session]) -> Session | None:
    held = [one for one in sessions if one.state is SessionState.ENDED]
    return held[-1] if held else None


def _counted(sessions: Sequence[Session], series: Sequence[Series]) -> dict[SessionId, Session]:
    """Leave the example out as soon as there is something of one's own."""
    samples = {one.id for one in series if one.is_sample}
    if len(samples) < len(series):
        sessions = [one for one in sessions if one.series_id not in samples]
    return {one.id: one for one in sessions}


def _thing(outcome: LiveOutcome, session: Session) -> WaitingThing:
    return WaitingThing(session, text=outcome.text, day=outcome.due, name=outcome.owner)


def _today(session: Session, now: datetime) -> date:
    return now.astimezone(zone_info(session.zone)).date()
