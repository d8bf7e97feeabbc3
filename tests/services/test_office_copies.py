"""Copies that were edited in LibreOffice itself, taken in and decided."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.review import ReviewState
from flipdesk.services.taking_in import TakenIn
from tests.helpers.office import edited, needs_office
from tests.services.test_reviewing import Room, room

__all__ = ["room"]
pytestmark = [pytest.mark.office, pytest.mark.slow, needs_office]
Office = Callable[[bytes, str], bytes]

STRUCK = """
  Person "Åse", "Bjerre"
  doc.RecordChanges = True
  place = Found(doc, " som leder")
  place.String = ""
"""
ASKED = """
  Comment doc, "mit problem", "Mette Holm", "Passer det?"
"""
ANSWERED = """
  Reply doc, "Passer det?", "Åse Bjerre", "Ja, det gør det"
"""
METTES = """
  Person "Mette", "Holm"
  Comment doc, "Jeg skal", "Mette Holm", "Hvornår?"
  doc.RecordChanges = True
  place = Found(doc, " som leder")
  place.String = ""
"""
ASES = """
  Person "Åse", "Bjerre"
  Comment doc, "højere", "Åse Bjerre", "Godt sagt"
  doc.RecordChanges = True
  place = Found(doc, "sige det højere")
  place.String = "sige det tydeligt"
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a copy after some lines of Basic, each in a LibreOffice of its own."""
    numbers = iter(range(10))

    def edit(data: bytes, lines: str) -> bytes:
        folder = tmp_path / f"office {next(numbers)}"
        folder.mkdir()
        return edited(data, lines, folder)

    return edit


def sent(room: Room) -> bytes:
    return room.desk.base.minutes.document(room.minutes.id)


def take_in(room: Room, data: bytes, name: str) -> TakenIn:
    taken = room.desk.taking_in.take_in(room.desk.taking_in.read(data, name))
    room.do(taken.step)
    return taken


def test_words_struck_out_in_libreoffice_are_struck_out_when_accepted(
    room: Room, office: Office
) -> None:
    before = room.reflection.text
    assert before.count(" som leder") == 1
    take_in(room, office(sent(room), STRUCK), "åse.docx")
    change = room.change().same.first
    assert (change.kind, change.is_tracked) == (ChangeKind.DELETION, True)
    assert (change.old_text, change.new_text) == (" som leder", "")
    assert (change.said_by, change.reflection_id) == ("Åse Bjerre", room.reflection.id)
    assert room.reflection.text == before
    room.do(room.desk.reviewing.accept(change.id))
    assert room.reflection.text == before.replace(" som leder", "")
    room.desk.history.undo()
    assert room.reflection.text == before


def test_an_answer_given_in_libreoffice_stands_at_the_same_note(room: Room, office: Office) -> None:
    """LibreOffice 7.4 does not write which comment an answer answers, so no thread comes back.

    What does come back: the words of the answer, who gave it, and the note that both concern. A
    LibreOffice without windows cannot open the margin; the macro does what Reply does there, which
    is to put a comment right behind the one that it answers.
    """
    mettes = office(sent(room), ASKED)
    take_in(room, mettes, "mette.docx")
    taken = take_in(room, office(mettes, ANSWERED), "åse.docx")
    assert "1 kommentar står også i en anden kopi og vises én gang." in taken.statement
    question, answer = room.desk.reviewing.comments(room.session_id)
    assert (question.said_by, question.text) == ("Mette Holm", "Passer det?")
    assert (answer.said_by, answer.text) == ("Åse Bjerre", "Ja, det gør det")
    assert question.concerns == answer.concerns == room.reflection.id
    assert room.desk.reviewing.changes(room.session_id) == ()


def test_copies_of_two_people_from_libreoffice_stand_together(room: Room, office: Office) -> None:
    before = room.reflection.text
    common = office(sent(room), ASKED)
    take_in(room, office(common, METTES), "mette.docx")
    taken = take_in(room, office(common, ASES), "åse.docx")
    assert "1 kommentar står også i en anden kopi og vises én gang." in taken.statement
    comments = room.desk.reviewing.comments(room.session_id)
    assert sorted((one.said_by, one.text) for one in comments) == [
        ("Mette Holm", "Hvornår?"),
        ("Mette Holm", "Passer det?"),
        ("Åse Bjerre", "Godt sagt"),
    ]
    assert {one.concerns for one in comments} == {room.reflection.id}
    changes = [one.same for one in room.desk.reviewing.changes(room.session_id)]
    assert [one.people for one in changes] == [("Mette Holm",), ("Åse Bjerre",)]
    for one in changes:
        room.do(room.desk.reviewing.accept(one.first.id))
    assert room.reflection.text == before.replace(" som leder", "").replace("højere", "tydeligt")
    assert {one.same.first.state for one in room.desk.reviewing.changes(room.session_id)} == {
        ReviewState.ACCEPTED
    }
