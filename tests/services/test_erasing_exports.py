"""What has left FlipDesk stands in the plan of an erasure and in its receipt, without a name."""

from pathlib import Path

from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.ids import SessionId
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.desk import Desk
from flipdesk.services.erasure_receipt import receipt
from tests.helpers.nordby import nordby


def with_exports(desk: Desk, tmp_path: Path) -> SessionId:
    """Take in the sample and hand out its minutes, and something of another session."""
    session_id = desk.files.take_in(nordby(), "eksempel").session_id
    draft = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    version, _changes = desk.minutes.store(
        draft, desk.minutes.render(draft), desk.minutes.render_others(draft)
    )
    desk.minutes.export(version.id, tmp_path / "Mette Holms referat.docx")
    desk.journal.note(Act.EXPORTED, Thing.CODEBOOK)
    desk.journal.note(Act.PLAYED, Thing.RECORDING, session=session_id)
    return session_id


def test_minutes_that_were_handed_out_are_told_of(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    nordby_id = with_exports(desk, tmp_path)
    desk.journal.note(Act.EXPORTED, Thing.TRANSCRIPT, session=session_id)
    person = desk.base.participants.of_session(nordby_id)[0]
    plan = desk.erasure.erasing.find_person(person.person_id)
    (told,) = plan.exports
    assert told.startswith("Referat, gemt ")
    assert told.endswith("(Medarbejderflip, 22. april 2021)")
    assert desk.erasure.erasing.find_session(nordby_id).exports == plan.exports
    page = receipt(desk.erasure.run(plan, {})).render(DocumentForm.HTML).decode()
    assert told in page
    assert person.name not in page


def test_a_journal_that_cannot_be_read_is_told_and_stops_nothing(
    desk: Desk, session_id: SessionId
) -> None:
    path = Path(desk.journal.path)
    path.unlink(missing_ok=True)
    path.mkdir()
    plan = desk.erasure.erasing.find_session(session_id)
    assert plan.exports == (
        "Brugsjournalen kan ikke læses: Det vides ikke, hvad der er gemt som fil.",
    )
