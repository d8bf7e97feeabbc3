"""What a series remembers, and where on the run sheet it is taken up."""

from datetime import timedelta

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import OutcomeId, SessionId
from flipdesk.domain.series_memory import fitting_item
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession

LINES = ("* ventetid", "+ MH sender artiklen", "? hvad er et hensyn", "! vi mødes igen")
"""A parked topic, an action, a knowledge request and a decision, which nobody waits for."""


@pytest.fixture
def third(desk: Desk, session_id: SessionId, clock: ManualClock) -> SessionId:
    """The third session of a series; each of the two before left something."""
    first = desk.base.sessions.get(session_id)
    assert first is not None
    template = load_templates("da")[0]
    plans = [
        NewSession(
            first.series_id,
            f"Samtaleflip {number}",
            first.starts + timedelta(weeks=4 * (number - 1)),
            template=template,
        )
        for number in (2, 3)
    ]
    second, last = (desk.planning.add_session(plan)[0] for plan in plans)
    for line in LINES:
        desk.capturing.commit(session_id, line, Moment(clock.now()))
    desk.capturing.commit(second, "* mentorer", Moment(clock.now()))
    desk.capturing.commit(last, "* vores eget", Moment(clock.now()))
    return last


def told(desk: Desk, session_id: SessionId) -> dict[str, tuple[str, bool, int]]:
    """Return session, whether it is older, and item number of what is left."""
    return {
        one.outcome.text: (one.session.title, one.is_older, one.number)
        for one in desk.memory.left(desk.base.record(session_id))
    }


def ids(desk: Desk, session_id: SessionId) -> list[OutcomeId]:
    return [one.outcome.id for one in desk.memory.left(desk.base.record(session_id))]


def test_all_that_is_open_in_the_whole_series_is_remembered(desk: Desk, third: SessionId) -> None:
    assert told(desk, third) == {
        "mentorer": ("Samtaleflip 2", False, 0),
        "ventetid": ("Samtaleflip 1", True, 0),
        "sender artiklen": ("Samtaleflip 1", True, 0),
        "hvad er et hensyn": ("Samtaleflip 1", True, 0),
    }
    owners = {one.outcome.text: one.owner for one in desk.memory.left(desk.base.record(third))}
    assert owners["sender artiklen"] == "MH"


def test_all_go_where_they_fit_in_one_step_and_back(desk: Desk, third: SessionId) -> None:
    before = desk.base.agenda.of_session(third)
    desk.history.record(desk.memory.put_in(third, ids(desk, third)))
    agenda = desk.base.agenda.of_session(third)
    places = {text: agenda[number - 1].title for text, (_, _, number) in told(desk, third).items()}
    assert places == {
        "mentorer": "Parkeringspladsen",
        "ventetid": "Parkeringspladsen",
        "sender artiklen": "Siden sidst",
        "hvad er et hensyn": "Oplæg: hvad forskningen ved",
    }
    desk.history.undo()
    assert desk.base.agenda.of_session(third) == before
    desk.history.redo()
    assert desk.base.agenda.of_session(third) == agenda


def test_one_is_moved_to_another_item_and_taken_out(desk: Desk, third: SessionId) -> None:
    wanted, agenda = ids(desk, third)[0], desk.base.agenda.of_session(third)
    desk.memory.put_in(third, [wanted])
    desk.memory.put_in(third, [wanted], agenda[0].id)
    taking = [item.title for item in desk.base.agenda.of_session(third) if item.takes_up]
    assert taking == ["Tjek-ind og spilleregler"]
    desk.memory.take_out(third, wanted)
    assert desk.base.agenda.of_session(third) == agenda


def test_empty_run_sheet_gets_an_item_for_it(desk: Desk, third: SessionId) -> None:
    desk.run_sheet.delete_all([item.id for item in desk.base.agenda.of_session(third)])
    desk.history.record(desk.memory.put_in(third, ids(desk, third)))
    (item,) = desk.base.agenda.of_session(third)
    assert item.title == "Fra sidst"
    assert len(item.takes_up) == 4
    desk.history.undo()
    assert desk.base.agenda.of_session(third) == ()


def test_what_is_done_is_forgotten_here_and_remembered_by_its_item(
    desk: Desk, third: SessionId
) -> None:
    wanted = ids(desk, third)
    desk.memory.put_in(third, wanted)
    by_text = {one.outcome.text: one for one in desk.memory.left(desk.base.record(third))}
    action = by_text["sender artiklen"]
    desk.history.record(desk.memory.set_status(action.outcome.id, OutcomeStatus.DONE))
    assert "sender artiklen" not in told(desk, third)
    item = next(one for one in desk.base.agenda.of_session(third) if one.title == "Siden sidst")
    (taken_up,) = desk.memory.of_item(item)
    assert taken_up.outcome.status is OutcomeStatus.DONE
    desk.history.undo()
    assert "sender artiklen" in told(desk, third)


def test_outcome_that_is_deleted_leaves_no_trace_and_comes_back(
    desk: Desk, third: SessionId
) -> None:
    desk.memory.put_in(third, ids(desk, third))
    outcome = desk.memory.left(desk.base.record(third))[0].outcome
    desk.history.record(desk.capturing.delete(outcome))
    items = desk.base.agenda.of_session(third)
    texts = [one.outcome.text for item in items for one in desk.memory.of_item(item)]
    assert outcome.text not in texts
    desk.history.undo()
    assert told(desk, third)[outcome.text][2] > 0


def test_what_is_taken_up_travels_with_the_session(desk: Desk, third: SessionId) -> None:
    desk.memory.put_in(third, ids(desk, third))
    record = desk.base.record(third)
    again = read_session(write_session(record).encode(), load_shipped("da"), "x.flip.json")
    assert [item.takes_up for item in again.agenda] == [item.takes_up for item in record.agenda]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_every_template_has_a_place_for_every_kind(language: str, kind: OutcomeKind) -> None:
    for template in load_templates(language):
        items = template.agenda(SessionId("s"), 0)
        item = fitting_item(items, kind)
        assert item is not None
        assert item.kind != "break"
