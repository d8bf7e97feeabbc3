"""The run sheet: order, days, and what makes no sense."""

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk


@pytest.fixture
def two_days(desk: Desk, session_id: SessionId) -> SessionId:
    """A session of four items, two on each day."""
    for item in desk.base.agenda.of_session(session_id):
        desk.run_sheet.delete(item.id)
    for title, day in (("A", 1), ("B", 1), ("C", 2), ("D", 2)):
        item_id, _ = desk.run_sheet.add(session_id, title)
        desk.run_sheet.change(item_id, day=day)
    return session_id


def days(desk: Desk, session_id: SessionId) -> list[tuple[str, int | None]]:
    return [(item.title, item.day) for item in desk.base.agenda.of_session(session_id)]


@pytest.mark.parametrize(("position", "day"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (None, 2)])
def test_added_item_gets_the_day_of_the_one_before(
    desk: Desk, two_days: SessionId, position: int | None, day: int
) -> None:
    desk.run_sheet.add(two_days, "ny", position=position)
    place = 4 if position is None else position
    assert days(desk, two_days)[place] == ("ny", day)


def test_moved_item_takes_the_day_it_lands_in(desk: Desk, two_days: SessionId) -> None:
    a = desk.base.agenda.of_session(two_days)[0].id
    desk.run_sheet.move(a, 3)
    assert days(desk, two_days) == [("B", 1), ("C", 2), ("D", 2), ("A", 2)]
    desk.run_sheet.move(a, 0)
    assert days(desk, two_days) == [("A", 1), ("B", 1), ("C", 2), ("D", 2)]


def test_item_dropped_where_it_was_stays_as_it_was(desk: Desk, two_days: SessionId) -> None:
    before = days(desk, two_days)
    for position, item in enumerate(desk.base.agenda.of_session(two_days)):
        assert not desk.run_sheet.move(item.id, position).changes
    assert days(desk, two_days) == before


def test_positions_stay_a_row_after_undo_and_redo(desk: Desk, two_days: SessionId) -> None:
    history = desk.history
    history.record(desk.run_sheet.add(two_days, "ny", position=1)[1])
    history.record(desk.run_sheet.delete(desk.base.agenda.of_session(two_days)[0].id))
    history.record(desk.run_sheet.move(desk.base.agenda.of_session(two_days)[3].id, 0))
    for move in (history.undo, history.undo, history.undo, history.redo, history.redo):
        move()
        items = desk.base.agenda.of_session(two_days)
        assert [item.position for item in items] == list(range(len(items)))


@pytest.mark.parametrize(("title", "minutes"), [("  ", 10), ("ny", -1), ("ny", 1441)])
def test_senseless_item_is_refused(
    desk: Desk, two_days: SessionId, title: str, minutes: int
) -> None:
    with pytest.raises(KnownError):
        desk.run_sheet.add(two_days, title, minutes=minutes)
    assert len(days(desk, two_days)) == 4
