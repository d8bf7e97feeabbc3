"""Where a step was taken: the thing it was about, and the session it stands in."""

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.settings import USER_NAME
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.where import where


def place(desk: Desk, step: Step) -> tuple[str, str, str]:
    found = where(desk.base, step.changes)
    assert found is not None
    return found.table, found.id, found.session.title if found.session else ""


def test_a_tag_is_part_of_its_note(desk: Desk, session_id: SessionId) -> None:
    moment = Moment(desk.clock.now(), 5)
    made = desk.capturing.commit(session_id, "MH: hun sagde det #3", moment)
    note = desk.base.record(session_id).reflections[0]
    assert place(desk, made) == ("reflection", note.id, "Samtaleflip 1")
    tagged = desk.capturing.toggle_potential(note, "viden")
    assert place(desk, tagged) == ("reflection", note.id, "Samtaleflip 1")
    outcome = desk.capturing.commit(session_id, "+ ÅB ringer", moment)
    assert place(desk, outcome)[0] == "outcome"


def test_beginning_an_item_is_about_the_item(desk: Desk, session_id: SessionId) -> None:
    item = desk.base.agenda.of_session(session_id)[0]
    assert place(desk, desk.running.next_item(session_id))[:2] == ("agenda_item", item.id)
    materials = desk.run_sheet.change(item.id, materials=("Klip 2",))
    assert place(desk, materials)[:2] == ("agenda_item", item.id)


def test_somebody_new_is_about_the_participation(desk: Desk, session_id: SessionId) -> None:
    added, step = desk.invitations.add(session_id, "Tine Grøn", role=Role.MENTOR)
    assert place(desk, step) == ("participation", added, "Samtaleflip 1")


def test_what_belongs_to_no_session_has_none(desk: Desk, session_id: SessionId) -> None:
    series_id, step = desk.planning.add_series("Ledelsesflip", "Åkær Kommune", None)
    assert place(desk, step) == ("series", series_id, "")
    assert where(desk.base, desk.base.settings.set(USER_NAME, "Karen")) is None
    assert where(desk.base, Changes()) is None


def test_a_session_that_is_gone_has_a_place_without_session(
    desk: Desk, session_id: SessionId
) -> None:
    deleted = desk.planning.delete_session(session_id)
    assert place(desk, deleted) == ("session", session_id, "")
    desk.history.record(deleted)
    back = desk.history.undo()
    assert back is not None
    assert place(desk, back) == ("session", session_id, "Samtaleflip 1")
