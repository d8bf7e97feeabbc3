"""The agenda clock is honest whatever is done to the agenda while a session runs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem, Slot, running, schedule, upcoming
from flipdesk.domain.changes import Step
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.day_end import DayEnd, day_end
from flipdesk.domain.ids import AgendaItemId, SessionId, new_guid
from flipdesk.domain.pause import lasting, paused
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ACTS = ("wait", "next", "previous", "begin", "skip", "unskip", "move", "extend", "pause", "resume")
REMEDIES = ("take", "shorten")
acts = st.tuples(
    st.sampled_from(ACTS + REMEDIES + ("wait", "next", "next")),
    st.integers(0, 6),
    st.integers(-900, 2_400),
)


class Room:
    """A session of six items under way, and whoever meddles with its agenda."""

    def __init__(self, desk: Desk, clock: ManualClock, *, days: int = 1) -> None:
        self.desk, self.clock = desk, clock
        clock.at = MORNING
        series_id, _ = desk.planning.add_series(new_guid(), "Nordby Kommune", "samtale")
        plan = NewSession(series_id, "Samtaleflip", MORNING)
        self.session_id: SessionId = desk.planning.add_session(plan)[0]
        for number, minutes in enumerate((10, 20, 30, 10, 40, 15)):
            desk.base.agenda.add(
                AgendaItem(
                    id=AgendaItemId(new_guid()),
                    session_id=self.session_id,
                    position=number,
                    title=f"Punkt {number + 1}",
                    minutes=minutes,
                    minutes_min=minutes - 8 if number in (2, 3) else None,
                    flexible=number in (3, 5),
                    day=None if days == 1 else 1 + number // 3,
                )
            )

    @property
    def record(self) -> SessionRecord:
        return self.desk.base.record(self.session_id)

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        return self.record.agenda

    @property
    def slots(self) -> tuple[Slot, ...]:
        record = self.record
        session = record.session
        now = self.clock.now()
        return schedule(record.agenda, session.starts, now, session.zone, record.pauses)

    @property
    def end(self) -> DayEnd:
        end = day_end(self.slots)
        assert end is not None
        return end

    def act(self, what: str, which: int, amount: int) -> bool:
        """Do something, and return whether it could be done."""
        item = self.items[which % len(self.items)]
        current = running(self.items)
        keeping, session_id = self.desk.timekeeping, self.session_id
        doing: dict[str, Callable[[], object]] = {
            "wait": lambda: self.clock.advance(seconds=abs(amount)),
            "next": lambda: self.desk.running.next_item(session_id),
            "previous": lambda: self.desk.running.previous_item(session_id),
            "begin": lambda: keeping.begin(item.id),
            "skip": lambda: keeping.skip(item.id),
            "unskip": lambda: keeping.unskip(item.id),
            "move": lambda: keeping.move(item.id, 1 if amount > 0 else -1),
            "extend": lambda: current and self.desk.running.extend(current, amount // 60),
            "pause": lambda: keeping.pause(session_id),
            "resume": lambda: keeping.resume(session_id),
            "take": lambda: keeping.take_from_buffer(session_id),
            "shorten": lambda: keeping.shorten_next(session_id),
        }
        try:
            doing[what]()
        except KnownError:
            return False
        return True


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("ur") / "prøve.flipkb"
    clock = ManualClock(MORNING)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values())
    yield Desk(base, clock)
    base.close()


def _room(desk: Desk, **how: int) -> Room:
    assert isinstance(desk.clock, ManualClock)
    return Room(desk, desk.clock, **how)


def _left(items: tuple[AgendaItem, ...]) -> int:
    return sum(item.allowed_minutes for item in items if item.is_coming)


@given(st.lists(acts, max_size=14), st.sampled_from([1, 2]))
def test_the_clock_is_honest_whatever_is_done(
    desk: Desk, done: list[tuple[str, int, int]], days: int
) -> None:
    room = _room(desk, days=days)
    plan = {item.id: item.minutes for item in room.items}
    was_idle = False
    for what, which, amount in done:
        room.act(what, which, amount)
        now, slots, record = room.clock.now(), room.slots, room.record
        assert {item.id: item.minutes for item in record.agenda} == plan
        assert sum(item.is_running for item in record.agenda) <= 1
        assert sum(pause.ended is None for pause in record.pauses) <= 1
        if running(record.agenda) or upcoming(record.agenda):
            assert room.end.expected >= now
        coming = [slot for slot in slots if slot.item.is_coming]
        edges = [edge for one in coming for edge in (one.expected_start, one.expected_end)]
        assert edges == sorted(edges)
        assert all(edge >= now for edge in edges)
        begun = [item.started for item in record.agenda if item.started is not None]
        was_idle = was_idle or (bool(begun) and running(record.agenda) is None)
        if begun and running(record.agenda) is not None and not was_idle:
            used = sum((slot.used or timedelta() for slot in slots), timedelta())
            elapsed = now - min(begun)
            assert used + paused(record.pauses, min(begun), now) == elapsed
        assert all(item.started is None for item in record.agenda if item.skipped)


@given(st.lists(acts, max_size=8), acts)
def test_undo_restores_exactly(
    desk: Desk, done: list[tuple[str, int, int]], last: tuple[str, int, int]
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    before = room.record
    keeping, which = desk.timekeeping, room.items[last[1] % 6]
    steps: dict[str, Callable[[], Step]] = {
        "skip": lambda: keeping.skip(which.id),
        "begin": lambda: keeping.begin(which.id),
        "move": lambda: keeping.move(which.id, 1),
        "take": lambda: keeping.take_from_buffer(room.session_id),
        "shorten": lambda: keeping.shorten_next(room.session_id),
        "pause": lambda: keeping.pause(room.session_id),
        "resume": lambda: keeping.resume(room.session_id),
        "previous": lambda: desk.running.previous_item(room.session_id),
        "unskip": lambda: keeping.end_session(room.session_id),
        "extend": lambda: keeping.reopen(room.session_id),
    }
    do = steps.get(last[0], lambda: desk.running.next_item(room.session_id))
    try:
        step = do()
    except KnownError:
        return
    after = room.record
    desk.base.apply(step.changes.inverse())
    assert room.record == before
    desk.base.apply(step.changes)
    assert room.record == after


@given(st.lists(acts, max_size=8), st.integers(0, 5))
def test_skipping_and_taking_it_back_is_nothing(
    desk: Desk, done: list[tuple[str, int, int]], which: int
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    item = room.items[which]
    if not item.is_coming:
        return
    before, end = room.record, room.end
    desk.timekeeping.skip(item.id)
    assert _left(room.items) == _left(before.agenda) - item.allowed_minutes
    if running(room.items) or upcoming(room.items):
        assert end.expected - room.end.expected == timedelta(minutes=item.allowed_minutes)
    desk.timekeeping.unskip(item.id)
    assert room.record == before
    assert room.end == end


@given(st.lists(acts, max_size=8), st.integers(0, 5), st.sampled_from([-1, 1]))
def test_another_order_leaves_as_much_to_come(
    desk: Desk, done: list[tuple[str, int, int]], which: int, by: int
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    left, end = _left(room.items), room.end.expected
    desk.timekeeping.move(room.items[which].id, by)
    assert _left(room.items) == left
    assert room.end.expected == end


@given(st.lists(acts, max_size=10), st.integers(1, 3_600))
def test_time_alone_moves_the_end_only_when_it_is_over_or_stands_still(
    desk: Desk, done: list[tuple[str, int, int]], seconds: int
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    current, before = running(room.items), room.end.expected
    if current is None:
        return
    slot = next(slot for slot in room.slots if slot.item.id == current.id)
    left = timedelta(minutes=current.allowed_minutes) - (slot.used or timedelta())
    span = timedelta(seconds=seconds)
    stands = lasting(room.record.pauses) is not None
    room.clock.advance(seconds=seconds)
    moved = span if stands else max(timedelta(), span - max(left, timedelta()))
    assert room.end.expected - before == moved


@given(st.lists(acts, max_size=8), st.integers(-30, 30))
def test_minutes_given_move_the_end_by_as_much_as_they_do(
    desk: Desk, done: list[tuple[str, int, int]], minutes: int
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    current, before = running(room.items), room.end.expected
    if current is None:
        return
    slot = next(slot for slot in room.slots if slot.item.id == current.id)
    used = slot.used or timedelta()

    def left(item: AgendaItem) -> timedelta:
        return max(timedelta(), timedelta(minutes=item.allowed_minutes) - used)

    desk.running.extend(current, minutes)
    longer = desk.base.agenda.get(current.id)
    assert longer is not None
    assert room.end.expected - before == left(longer) - left(current)
    if left(current) and minutes > 0:
        assert room.end.expected - before == timedelta(minutes=minutes)


@given(st.lists(acts, max_size=10))
def test_the_buffer_gives_what_is_missing_and_no_more(
    desk: Desk, done: list[tuple[str, int, int]]
) -> None:
    room = _room(desk)
    for one in done:
        room.act(*one)
    before = room.end
    if room.act("take", 0, 0):
        assert before.from_buffer is not None
        taken = before.from_buffer
        assert 0 < taken.minutes <= before.late_minutes
        assert before.expected - room.end.expected == timedelta(minutes=taken.minutes)
        cut = next(item for item in room.items if item.id == taken.item.id)
        assert cut.allowed_minutes >= (cut.minutes_min or 0)
        assert cut.flexible
    else:
        assert before.from_buffer is None
        assert not before.late_minutes or not before.buffer_minutes


def test_the_pause_counts_to_nothing_and_moves_the_end(desk: Desk) -> None:
    room = _room(desk)
    room.act("next", 0, 0)
    room.act("wait", 0, 240)
    end = room.end.expected
    desk.timekeeping.pause(room.session_id)
    room.act("wait", 0, 600)
    assert room.slots[0].used == timedelta(minutes=4)
    assert room.end.expected == end + timedelta(minutes=10)
    desk.timekeeping.resume(room.session_id)
    room.act("wait", 0, 60)
    assert room.slots[0].used == timedelta(minutes=5)
    assert room.end.expected == end + timedelta(minutes=10)
    room.act("next", 0, 0)
    assert room.slots[0].used_ms == 5 * 60_000


def test_begin_during_a_pause_ends_the_pause(desk: Desk) -> None:
    room = _room(desk)
    room.act("next", 0, 0)
    desk.timekeeping.pause(room.session_id)
    room.act("wait", 0, 300)
    room.act("next", 0, 0)
    (pause,) = room.record.pauses
    assert pause.ended == room.clock.now()
    assert room.slots[0].used == timedelta()


def test_an_item_taken_out_of_order_leads_back_to_where_it_was_left(desk: Desk) -> None:
    room = _room(desk)
    room.act("next", 0, 0)
    step = desk.timekeeping.begin(room.items[3].id)
    assert step.label == "begynd Punkt 4"
    desk.running.next_item(room.session_id)
    current = running(room.items)
    assert current is not None
    assert current.title == "Punkt 2"
    desk.running.previous_item(room.session_id)
    current = running(room.items)
    assert current is not None
    assert current.title == "Punkt 4"


def test_the_last_item_of_a_day_ends_without_beginning_the_next_day(desk: Desk) -> None:
    room = _room(desk, days=2)
    for _item in range(4):
        room.act("next", 0, 0)
        room.act("wait", 0, 600)
    assert running(room.items) is None
    assert room.record.session.state is SessionState.RUNNING
    assert room.end.planned == MORNING + timedelta(days=1, minutes=65)
    assert room.end.expected == room.end.planned
    room.clock.at = MORNING + timedelta(days=1, minutes=7)
    assert room.end.expected == room.end.planned + timedelta(minutes=7)
    room.act("next", 0, 0)
    current = running(room.items)
    assert current is not None
    assert current.title == "Punkt 4"


def test_what_cannot_be_done_says_why(desk: Desk) -> None:
    room = _room(desk)
    keeping = desk.timekeeping
    with pytest.raises(KnownError, match="Begynd et punkt først"):
        keeping.pause(room.session_id)
    with pytest.raises(KnownError, match="som planlagt"):
        keeping.take_from_buffer(room.session_id)
    room.act("next", 0, 0)
    with pytest.raises(KnownError, match="kan ikke springes over"):
        keeping.skip(room.items[0].id)
    room.act("next", 0, 0)
    with pytest.raises(KnownError, match="er holdt"):
        keeping.begin(room.items[0].id)
    for item in room.items[2:]:
        keeping.skip(item.id)
    with pytest.raises(KnownError, match="Intet punkt"):
        keeping.skip_next(room.session_id)
    with pytest.raises(KnownError, match="kan ikke blive kortere"):
        keeping.shorten_next(room.session_id)


def test_what_was_left_when_the_session_ended_is_held_after_reopening(desk: Desk) -> None:
    room = _room(desk)
    room.act("next", 0, 0)
    desk.timekeeping.end_session(room.session_id)
    assert room.record.session.state is SessionState.ENDED
    assert room.items[0].ended is not None
    desk.timekeeping.reopen(room.session_id)
    assert room.record.session.finished is None
    assert upcoming(room.items) == replace(room.items[1])
