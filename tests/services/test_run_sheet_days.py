"""Days of a run sheet as they are stored, templates among them, and buffer put in."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import day_plans
from flipdesk.domain.buffer import AddBuffer, MakeFlexible, TakeFrom, is_short, remedies
from flipdesk.domain.day_starts import day_start
from flipdesk.domain.ids import AgendaItemId, SessionId
from flipdesk.domain.session_clock import slots_at
from flipdesk.domain.session_days import session_days
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.compose_program import compose_entries, compose_program
from flipdesk.services.compose_run_sheet import compose_run_sheet
from flipdesk.services.desk import Desk

SEMINAR = {one.key: one for one in load_templates("da")}["seminar"]
STARTS = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def four(desk: Desk, session_id: SessionId) -> list[AgendaItemId]:
    """The ids of A, B, C and D, all on one day."""
    desk.run_sheet.delete_all([item.id for item in desk.base.agenda.of_session(session_id)])
    return [desk.run_sheet.add(session_id, title)[0] for title in "ABCD"]


def agenda(desk: Desk, session_id: SessionId) -> tuple[AgendaItem, ...]:
    return desk.base.agenda.of_session(session_id)


def told(desk: Desk, session_id: SessionId) -> str:
    """Return "AB|CD": the items by day."""
    return "|".join(
        "".join(item.title for item in plan.items)
        for plan in day_plans(agenda(desk, session_id), STARTS)
    )


def test_day_begins_and_is_joined_and_all_of_it_is_undone(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    days, history = desk.run_sheet_days, desk.history
    history.record(days.begin_day(four[2]))
    assert told(desk, session_id) == "AB|CD"
    history.record(days.begin_day(four[3]))
    assert told(desk, session_id) == "AB|C|D"
    history.record(days.move_to_day([four[0], four[1]], 3))
    assert told(desk, session_id) == "C|ABD"
    history.record(days.move_to_day([four[3]], 1))
    assert told(desk, session_id) == "CD|AB"
    history.record(days.join_day(four[1]))
    assert told(desk, session_id) == "CDAB"
    for wanted in ("CD|AB", "C|ABD", "AB|C|D", "AB|CD", "ABCD"):
        history.undo()
        assert told(desk, session_id) == wanted
    assert [item.day for item in agenda(desk, session_id)] == [None] * 4


def test_two_days_behind_one_come_on_that_day_and_the_next(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet.insert_template(session_id, SEMINAR)
    items = agenda(desk, session_id)
    assert len(items) == len(four) + len(SEMINAR.items)
    days = [item.day or 1 for item in items[len(four) :]]
    assert days == [item.day for item in SEMINAR.items]


def test_one_day_behind_two_comes_on_the_last(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_day(four[3])
    desk.run_sheet.insert_template(session_id, load_templates("da")[0])
    days = [item.day or 1 for item in agenda(desk, session_id)]
    assert days == [1, 1, 1, *[2] * (len(days) - 3)]


def test_days_in_the_middle_push_what_follows(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    items = [
        AgendaItem(AgendaItemId(name), session_id, 0, name, day=day)
        for name, day in (("X", None), ("Y", 2))
    ]
    desk.run_sheet.insert(session_id, items, 2)
    assert told(desk, session_id) == "ABX|YCD"
    assert [item.position for item in agenda(desk, session_id)] == list(range(6))


def test_copies_stand_behind_on_the_same_day_without_what_happened(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_day(four[2])
    desk.run_sheet.change(four[3], started=STARTS, ended=STARTS, extra_minutes=5, plan_b="kort")
    desk.run_sheet.duplicate([four[1], four[3]])
    assert told(desk, session_id) == "AB|CDBD"
    copy = agenda(desk, session_id)[-1]
    assert (copy.started, copy.ended, copy.extra_minutes, copy.plan_b) == (None, None, 0, "kort")
    assert copy.id != four[3]


def test_session_begins_at_another_time_and_is_as_long(desk: Desk, session_id: SessionId) -> None:
    before = desk.base.sessions.get(session_id)
    assert before is not None
    desk.history.record(desk.run_sheet_days.begin_at(session_id, time(8, 15)))
    after = desk.base.sessions.get(session_id)
    assert after is not None
    local = after.starts.astimezone(ZoneInfo("Europe/Copenhagen"))
    assert (local.hour, local.minute) == (8, 15)
    assert after.ends - after.starts == before.ends - before.starts
    assert abs(after.starts - before.starts) < timedelta(days=1)
    desk.history.undo()
    assert desk.base.sessions.get(session_id) == before


def test_each_remedy_mends_and_is_undone(desk: Desk, session_id: SessionId) -> None:
    run_sheet, history = desk.run_sheet, desk.history
    for item in agenda(desk, session_id):
        if item.flexible:
            run_sheet.change(item.id, flexible=False)
    run_sheet.change(agenda(desk, session_id)[5].id, minutes_min=10)
    before = agenda(desk, session_id)
    (plan,) = day_plans(before, STARTS)
    found = remedies(plan)
    assert [type(one) for one in found] == [MakeFlexible, MakeFlexible, TakeFrom, AddBuffer]
    for remedy in found:
        history.record(desk.run_sheet_days.remedy(session_id, remedy))
        (now,) = day_plans(agenda(desk, session_id), STARTS)
        assert now.buffer > 0
        assert is_short(now) == isinstance(remedy, MakeFlexible)
        if isinstance(remedy, TakeFrom):
            assert now.minutes == plan.minutes
        if isinstance(remedy, AddBuffer):
            (place,) = (n for n, item in enumerate(now.items) if item.flexible)
            assert now.items[place].title == "Luft"
            assert now.items[place + 1].kind is AgendaKind.WRAP_UP
        history.undo()
        assert agenda(desk, session_id) == before


def starts_of(desk: Desk, session_id: SessionId) -> list[str]:
    """Return when each day begins, by the clock on the wall."""
    record = desk.base.record(session_id)
    days = session_days(record.session, record.agenda)
    return [f"{day.slots[0].planned_start:%H.%M}" for day in days if day.slots]


def test_a_later_day_begins_at_its_own_hour_and_takes_it_along(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    days, history = desk.run_sheet_days, desk.history
    for place in (1, 2, 3):
        history.record(days.begin_day(four[place]))
    history.record(days.begin_at(session_id, time(9, 15)))
    history.record(days.begin_at(session_id, time(8, 30), 3))
    assert starts_of(desk, session_id) == ["09.15", "09.15", "08.30", "09.15"]
    ends = desk.base.record(session_id).session.ends
    history.record(desk.run_sheet.delete(four[1]))
    assert starts_of(desk, session_id) == ["09.15", "08.30", "09.15"]
    history.record(desk.run_sheet.move_all([four[3]], 1, day=1))
    assert starts_of(desk, session_id) == ["09.15", "08.30"]
    history.record(days.begin_day(four[3]))
    assert starts_of(desk, session_id) == ["09.15", "09.15", "08.30"]
    history.record(days.join_day(four[3]))
    assert starts_of(desk, session_id) == ["09.15", "08.30"]
    history.record(days.begin_at(session_id, time(9, 15), 2))
    assert desk.base.record(session_id).session.day_starts == ()
    for _step in range(5):
        history.undo()
    assert starts_of(desk, session_id) == ["09.15", "09.15", "08.30", "09.15"]
    history.undo()
    assert starts_of(desk, session_id) == ["09.15"] * 4
    assert desk.base.record(session_id).session.ends == ends


def test_joining_a_day_that_has_its_own_hour_gives_the_hour_up(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_day(four[2])
    desk.run_sheet_days.begin_at(session_id, time(7, 45), 2)
    desk.run_sheet_days.join_day(four[3])
    assert desk.base.record(session_id).session.day_starts == ()
    desk.run_sheet_days.begin_day(four[2])
    first, second = starts_of(desk, session_id)
    assert first == second


def test_days_put_in_between_push_the_hour_of_what_follows(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_day(four[2])
    desk.run_sheet_days.begin_at(session_id, time(7, 45), 2)
    blocks = SEMINAR.agenda(session_id, 0)
    desk.run_sheet.insert(session_id, blocks, 1)
    days = max(item.day or 1 for item in SEMINAR.items)
    assert desk.base.record(session_id).session.day_starts == ((1 + days, time(7, 45)),)


def test_program_calendar_and_clock_know_the_hour_of_a_day(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_day(four[2])
    desk.run_sheet_days.begin_at(session_id, time(8, 5), 2)
    record = desk.base.record(session_id)
    entry = compose_entries(record, "da")[1]
    assert (entry.starts.hour, entry.starts.minute) == (8, 5)
    assert "8.05 C" in entry.description
    for paper in (compose_program, compose_run_sheet):
        assert "8.05" in str(paper(record, "da", STARTS).blocks)
    slots = slots_at(record.session, record.agenda, (), record.session.starts)
    expected = slots[2].expected_start.astimezone(ZoneInfo(record.session.zone))
    assert f"{expected:%H.%M}" == "08.05"


def test_hand_written_hours_of_an_early_day_are_of_that_day(
    desk: Desk, session_id: SessionId, four: list[AgendaItemId]
) -> None:
    desk.run_sheet_days.begin_at(session_id, time(16))
    desk.run_sheet_days.begin_day(four[2])
    desk.run_sheet_days.begin_at(session_id, time(8, 30), 2)
    record = desk.base.record(session_id)
    starts = day_start(record.session.starts, 2, record.session.zone, record.session.day_starts)
    item = replace(desk.base.record(session_id).agenda[2], started=starts, ended=starts)
    with desk.base.atomic():
        desk.base.agenda.save(item)
    text = write_session(desk.base.record(session_id))
    assert '"started": "08:30"' in text
    assert '"day_starts": [{"day": 2, "starts": "08:30"}]' in text
