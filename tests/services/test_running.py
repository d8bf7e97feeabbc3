"""Running a session: items begin and end, people come and go, the floor becomes turns."""

import pytest

from flipdesk.domain.agenda import AgendaItem, running
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.services.desk import Desk


def _items(desk: Desk, session_id: SessionId) -> tuple[AgendaItem, ...]:
    return desk.base.agenda.of_session(session_id)


def _session(desk: Desk, session_id: SessionId) -> Session:
    session = desk.base.sessions.get(session_id)
    assert session is not None
    return session


def test_whole_session_is_logged_beside_the_plan(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    planned = [item.minutes for item in _items(desk, session_id)]
    labels = []
    for _item in range(len(planned) + 1):
        labels.append(desk.running.next_item(session_id).label)
        clock.advance(minutes=11)
    items = _items(desk, session_id)
    assert [item.minutes for item in items] == planned
    assert labels[0] == f"begynd {items[0].title}"
    assert labels[-1] == "afslut sessionen"
    starts = [item.started for item in items]
    assert all(start is not None for start in starts)
    assert [item.ended for item in items[:-1]] == starts[1:]
    session = _session(desk, session_id)
    assert session.state is SessionState.ENDED
    assert session.began == starts[0]
    assert session.finished == items[-1].ended


def test_going_back_makes_the_item_before_run_again(desk: Desk, session_id: SessionId) -> None:
    desk.running.next_item(session_id)
    desk.running.next_item(session_id)
    first, second = _items(desk, session_id)[:2]
    step = desk.running.previous_item(session_id)
    assert step.label == f"gå tilbage til {first.title}"
    current = running(_items(desk, session_id))
    assert current is not None
    assert current.id == first.id
    assert _items(desk, session_id)[1].started is None
    assert second.started is not None


def test_going_back_from_the_first_item_is_as_before_the_session(
    desk: Desk, session_id: SessionId
) -> None:
    before = desk.base.record(session_id)
    desk.running.next_item(session_id)
    desk.running.previous_item(session_id)
    assert desk.base.record(session_id) == before
    assert not desk.running.previous_item(session_id).changes


def test_going_back_opens_an_ended_session_again(desk: Desk, session_id: SessionId) -> None:
    for _item in range(len(_items(desk, session_id)) + 1):
        desk.running.next_item(session_id)
    desk.running.previous_item(session_id)
    session = _session(desk, session_id)
    assert session.state is SessionState.RUNNING
    assert session.finished is None
    current = running(_items(desk, session_id))
    assert current is not None
    assert current.id == _items(desk, session_id)[-1].id


def test_more_minutes_are_named_and_never_below_none(desk: Desk, session_id: SessionId) -> None:
    item = _items(desk, session_id)[0]
    assert desk.running.extend(item, 5).label == f"+5 min. til {item.title}"
    longer = _items(desk, session_id)[0]
    assert longer.allowed_minutes == item.minutes + 5
    desk.running.extend(longer, -1_000)
    assert _items(desk, session_id)[0].allowed_minutes == 0
    assert _items(desk, session_id)[0].minutes == item.minutes


def test_late_arrival_and_leaving_carry_the_time(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    person = desk.base.participants.of_session(session_id)[0]
    desk.running.register(person.id, Attendance.LATE)
    clock.advance(minutes=30)
    step = desk.running.leave(person.id)
    after = desk.base.participants.get(person.id)
    assert after is not None
    assert after.left == clock.now()
    assert after.arrived is not None
    assert after.arrived < after.left
    assert step.label == "Mette Holm gik"


def test_everybody_is_here_leaves_what_is_known_alone(desk: Desk, session_id: SessionId) -> None:
    first, second = desk.base.participants.of_session(session_id)
    desk.running.register(first.id, Attendance.REGRETS)
    step = desk.running.all_are_here(session_id)
    assert step.label == "alle er her"
    attendances = [one.attendance for one in desk.base.participants.of_session(session_id)]
    assert attendances == [Attendance.REGRETS, Attendance.PRESENT]
    assert not desk.running.all_are_here(session_id).changes
    assert second.attendance is Attendance.INVITED


def test_giving_the_floor_ends_the_turn_before(desk: Desk, session_id: SessionId) -> None:
    first, second = desk.base.participants.of_session(session_id)
    assert desk.speaking.give(session_id, first.id, 1_000).label == "giv Mette Holm ordet"
    desk.speaking.give(session_id, second.id, 5_000)
    assert desk.speaking.give(session_id, None, 9_000).label == "ordet er frit"
    turns = desk.base.turns.of_session(session_id)
    assert [(turn.speaker_id, turn.from_ms, turn.to_ms) for turn in turns] == [
        (first.id, 1_000, 5_000),
        (second.id, 5_000, 9_000),
    ]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_every_step_is_undone_and_redone(desk: Desk, session_id: SessionId, steps: int) -> None:
    before = desk.base.record(session_id)
    for _item in range(steps):
        desk.history.record(desk.running.next_item(session_id))
    after = desk.base.record(session_id)
    for _item in range(steps):
        desk.history.undo()
    assert desk.base.record(session_id) == before
    for _item in range(steps):
        desk.history.redo()
    assert desk.base.record(session_id) == after
