"""What Home is told: pure reads at a moment that the test chooses."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import MinutesId, RecordingId, SessionId, new_guid
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.overview import Touched
from flipdesk.domain.recording import Recording
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import Audience, MinutesState, SessionState
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.overview import Overview, Wait, next_session
from flipdesk.services.series_planning import NewSession, SeriesPlanning

NOON = datetime(2021, 4, 22, 10, tzinfo=UTC)


@pytest.fixture
def base(desk: Desk) -> KnowledgeBase:
    return desk.base


def planned(base: KnowledgeBase, clock: ManualClock, title: str, **after: float) -> SessionId:
    series = base.series.all()
    planning = SeriesPlanning(base, clock)
    series_id = series[0].id if series else planning.add_series("Prøve", "Åkær", "samtale")[0]
    starts = clock.now() + timedelta(**after)
    return planning.add_session(NewSession(series_id, title, starts))[0]


def end(base: KnowledgeBase, session_id: SessionId) -> Session:
    session = base.sessions.get(session_id)
    assert session is not None
    ended = replace(session, state=SessionState.ENDED)
    base.sessions.save(ended)
    return ended


def reasons(base: KnowledgeBase, now: datetime) -> dict[Wait, int]:
    waiting = Overview(base).home(now).waiting
    return {one.reason: len(one.things) for one in waiting}


def minutes_of(session_id: SessionId, state: MinutesState) -> Minutes:
    return Minutes(
        MinutesId(new_guid()), session_id, 1, Audience.PARTICIPANTS, "da",
        "Referat.docx", "0" * 64, 4, NOON, state,
    )  # fmt: skip


def test_empty_knowledge_base_is_empty(base: KnowledgeBase, clock: ManualClock) -> None:
    home = Overview(base).home(clock.now())
    assert home.is_empty
    assert (home.next, home.latest, home.waiting, home.left_off) == (None, None, (), ())


def test_first_planned_session_comes_next(base: KnowledgeBase, clock: ManualClock) -> None:
    planned(base, clock, "Senere", days=9)
    soon = planned(base, clock, "Snart", days=1)
    home = Overview(base).home(clock.now())
    assert home.next is not None
    assert home.next.id == soon


def test_session_never_run_is_next_until_the_evening(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    missed = planned(base, clock, "Glemt", hours=1)
    planned(base, clock, "Næste", days=7)
    sessions = base.sessions.all()
    evening = next_session(sessions, clock.now() + timedelta(hours=9))
    assert evening is not None
    assert evening.id == missed
    tomorrow = next_session(sessions, clock.now() + timedelta(hours=30))
    assert tomorrow is not None
    assert tomorrow.title == "Næste"


def test_running_session_comes_before_all(base: KnowledgeBase, clock: ManualClock) -> None:
    planned(base, clock, "Snart", hours=1)
    running = base.sessions.get(planned(base, clock, "I gang", days=3))
    assert running is not None
    base.sessions.save(replace(running, state=SessionState.RUNNING))
    home = Overview(base).home(clock.now())
    assert home.next is not None
    assert home.next.title == "I gang"


def test_held_session_waits_for_minutes_until_they_are_written(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    held = end(base, planned(base, clock, "Holdt", days=-2))
    assert reasons(base, clock.now()) == {Wait.MINUTES_UNWRITTEN: 1}
    base.minutes.add(minutes_of(held.id, MinutesState.DRAFT), b"word")
    assert reasons(base, clock.now()) == {}


def test_minutes_out_wait_when_their_deadline_is_near_or_over(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    held = end(base, planned(base, clock, "Holdt", days=-2))
    today = clock.now().date()
    out = minutes_of(held.id, MinutesState.COMMENTS)
    base.minutes.add(out, b"word")
    for days, waits in ((4, False), (3, True), (0, True), (-5, True)):
        base.minutes.save(replace(out, comments_by=today + timedelta(days=days)))
        assert reasons(base, clock.now()) == ({Wait.MINUTES_OUT: 1} if waits else {})
    (thing,) = Overview(base).home(clock.now()).waiting[0].things
    assert thing.day == today - timedelta(days=5)


def test_minutes_out_for_comments_wait(base: KnowledgeBase, clock: ManualClock) -> None:
    held = end(base, planned(base, clock, "Holdt", days=-2))
    base.minutes.add(minutes_of(held.id, MinutesState.COMMENTS), b"word")
    assert reasons(base, clock.now()) == {Wait.MINUTES_OUT: 1}


def test_recording_to_be_deleted_waits_two_weeks_ahead(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    held = end(base, planned(base, clock, "Holdt", days=-2))
    base.minutes.add(minutes_of(held.id, MinutesState.APPROVED), b"word")
    base.sessions.save(replace(held, delete_recording_on=date(2026, 12, 24)))
    before = datetime(2026, 12, 9, 12, tzinfo=UTC)
    after = before + timedelta(days=1)
    assert reasons(base, after) == {}
    started = clock.now()
    base.recordings.add(
        Recording(RecordingId(new_guid()), held.id, "recordings/x", "mic", 48_000, 1, started)
    )
    assert reasons(base, before) == {}
    assert reasons(base, after) == {Wait.RETENTION: 1}


def test_example_counts_only_while_there_is_nothing_else(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    end(base, planned(base, clock, "Eksempel", days=-2))
    base.series.save(replace(base.series.all()[0], is_sample=True))
    assert reasons(base, clock.now()) == {Wait.MINUTES_UNWRITTEN: 1}
    SeriesPlanning(base, clock).add_series("Egen", "", None)
    assert reasons(base, clock.now()) == {}


def test_one_goes_on_with_the_plan_before_and_the_notes_after(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    first = planned(base, clock, "Første", days=1)
    clock.advance(minutes=5)
    second = planned(base, clock, "Anden", days=9)
    left = Overview(base).home(clock.now()).left_off
    assert [(one.session.id, one.touch.what) for one in left] == [
        (second, Touched.RUN_SHEET),
        (first, Touched.RUN_SHEET),
    ]
    clock.advance(minutes=5)
    end(base, first)
    base.minutes.add(minutes_of(first, MinutesState.DRAFT), b"word")
    left = Overview(base).home(clock.now()).left_off
    assert {(one.session.id, one.touch.what) for one in left} == {
        (second, Touched.RUN_SHEET),
        (first, Touched.MINUTES),
    }


def test_next_start_is_four_weeks_on_and_never_past(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    overview = Overview(base)
    assert overview.suggested_start(None, clock.now()) is None
    planned(base, clock, "Eneste", days=1)
    series_id = base.series.all()[0].id
    last = base.sessions.all()[0].starts
    assert overview.suggested_start(series_id, clock.now()) == last + timedelta(weeks=4)
    years_on = clock.now() + timedelta(days=800)
    late = overview.suggested_start(series_id, years_on)
    assert late is not None
    assert timedelta(0) < late - years_on <= timedelta(weeks=1, hours=2)
    assert late.weekday() == last.weekday()
