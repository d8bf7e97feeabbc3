"""Undo takes back everything, redo does it again, whatever was done."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Attendance, RecordingConsent, Role
from flipdesk.errors import KnownError
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from tests.helpers.rows import Dump, dump

LINES = [
    "MH: hun sagde det #3",
    '"Fire sekunder." #respekt',
    "! vi gør det",
    "+ ÅB ringer",
    "",
    "#grib- x",
]


class Undoing(RuleBasedStateMachine):
    """Does things in any order, with undo and redo in between."""

    def __init__(self, desk: Desk, session_id: SessionId) -> None:
        super().__init__()
        self.desk = desk
        self.session_id = session_id
        desk.history.forget()
        self.past: list[Dump] = [dump(desk.base)]
        self.future: list[Dump] = []

    def done(self, step: Step) -> None:
        self.desk.history.record(step)
        if step.changes:
            self.past.append(dump(self.desk.base))
            self.future.clear()

    @property
    def record(self) -> Any:
        return self.desk.base.record(self.session_id)

    @rule(line=st.sampled_from(LINES))
    def capture(self, line: str) -> None:
        self.done(
            self.desk.capturing.commit(self.session_id, line, Moment(self.desk.clock.now(), 5))
        )

    @rule(data=st.data(), slug=st.sampled_from(["samtale", "viden"]))
    def retag(self, data: st.DataObject, slug: str) -> None:
        if notes := self.record.reflections:
            note = data.draw(st.sampled_from(notes))
            self.done(self.desk.capturing.toggle_potential(note, slug))

    @rule(data=st.data())
    def delete_note(self, data: st.DataObject) -> None:
        record = self.record
        if notes := (*record.reflections, *record.outcomes, *record.markers):
            self.done(self.desk.capturing.delete(data.draw(st.sampled_from(notes))))

    @rule(data=st.data())
    def park(self, data: st.DataObject) -> None:
        if notes := self.record.reflections:
            self.done(self.desk.capturing.park(data.draw(st.sampled_from(notes))))

    @rule(data=st.data(), position=st.integers(0, 9))
    def move_item(self, data: st.DataObject, position: int) -> None:
        if items := self.record.agenda:
            item = data.draw(st.sampled_from(items))
            self.done(self.desk.run_sheet.move(item.id, position))

    @rule(data=st.data())
    def delete_item(self, data: st.DataObject) -> None:
        if items := self.record.agenda:
            self.done(self.desk.run_sheet.delete(data.draw(st.sampled_from(items)).id))

    @rule(position=st.integers(0, 5))
    def add_item(self, position: int) -> None:
        self.done(self.desk.run_sheet.add(self.session_id, "Ekstra", position=position)[1])

    @rule()
    def next_item(self) -> None:
        self.done(self.desk.running.next_item(self.session_id))

    @rule()
    def previous_item(self) -> None:
        self.done(self.desk.running.previous_item(self.session_id))

    @rule(data=st.data(), what=st.sampled_from(["skip", "begin", "pause", "resume", "end_session"]))
    def keep_time(self, data: st.DataObject, what: str) -> None:
        items = [item for item in self.record.agenda if item.started is None]
        about = data.draw(st.sampled_from(items)).id if items else None
        target = about if what in ("skip", "begin") else self.session_id
        if target is not None:
            with suppress(KnownError):
                self.done(getattr(self.desk.timekeeping, what)(target))

    @rule(name=st.sampled_from(["Søren Østergaard", "Mette Holm", "Tine Grøn"]))
    def invite(self, name: str) -> None:
        self.done(self.desk.invitations.add(self.session_id, name, role=Role.MENTOR)[1])

    @rule(data=st.data())
    def remove_participant(self, data: st.DataObject) -> None:
        if people := self.record.participants:
            self.done(self.desk.invitations.delete(data.draw(st.sampled_from(people)).id))

    @rule(data=st.data())
    def register(self, data: st.DataObject) -> None:
        if people := self.record.participants:
            who = data.draw(st.sampled_from(people))
            self.done(self.desk.running.register(who.id, Attendance.LATE))

    @rule(data=st.data())
    def give_floor(self, data: st.DataObject) -> None:
        if people := self.record.participants:
            who = data.draw(st.sampled_from(people))
            self.done(self.desk.speaking.give(self.session_id, who.id, 1000))

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        assert self.desk.history.undo() is not None
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.desk.history.redo() is not None
        self.past.append(self.future.pop())

    @invariant()
    def stored_is_what_it_should_be(self) -> None:
        assert dump(self.desk.base) == self.past[-1]
        assert (self.desk.history.redo_label is None) == (not self.future)

    @override
    def teardown(self) -> None:
        while self.desk.history.undo():
            self.past.pop()
        assert dump(self.desk.base) == self.past[0]
        assert self.desk.base.check() == ()


@pytest.mark.slow
def test_any_work_can_be_undone_and_redone(desk: Desk, session_id: SessionId) -> None:
    run_state_machine_as_test(
        lambda: Undoing(desk, session_id),  # type: ignore[arg-type]
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_deleting_a_session_can_be_undone(desk: Desk, session_id: SessionId) -> None:
    for line in LINES:
        desk.history.record(desk.capturing.commit(session_id, line, Moment(desk.clock.now(), 5)))
    chair = desk.base.participants.of_session(session_id)[0]
    desk.history.record(desk.planning.change_session(session_id, chair_id=chair.id))
    before = dump(desk.base)
    desk.history.record(desk.planning.delete_session(session_id))
    assert desk.base.sessions.get(session_id) is None
    assert desk.base.check() == ()
    desk.history.undo()
    assert dump(desk.base) == before
    assert desk.base.record(session_id).session.chair_id == chair.id


def test_a_new_step_ends_what_could_be_redone(desk: Desk, session_id: SessionId) -> None:
    desk.history.record(desk.running.next_item(session_id))
    desk.history.undo()
    desk.history.record(desk.capturing.mark(session_id, Moment(desk.clock.now())))
    assert desk.history.redo() is None


def test_a_series_carries_its_people_on_and_asks_for_consent_anew(
    desk: Desk, session_id: SessionId
) -> None:
    from flipdesk.services.series_planning import NewSession

    first = desk.base.participants.of_session(session_id)
    desk.invitations.change(first[0].id, attendance=Attendance.PRESENT)
    session = desk.base.sessions.get(session_id)
    assert session is not None
    plan = NewSession(session.series_id, "Samtaleflip 2", desk.clock.now())
    following, _ = desk.planning.add_session(plan)
    again = desk.base.participants.of_session(following)
    assert [one.person_id for one in again] == [one.person_id for one in first]
    assert {one.attendance for one in again} == {Attendance.INVITED}
    assert {one.consent.recording for one in again} == {RecordingConsent.UNKNOWN}
    number = desk.base.sessions.get(following)
    assert number is not None
    assert number.number == 2


def test_initials_are_unique_in_a_session(desk: Desk, session_id: SessionId) -> None:
    participant_id, _ = desk.invitations.add(session_id, "Mads Hansen")
    added = desk.base.participants.get(participant_id)
    assert added is not None
    assert added.initials == "MAH"
    with pytest.raises(KnownError, match="mh"):
        desk.invitations.change(participant_id, initials="mh")
