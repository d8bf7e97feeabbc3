"""What could not be placed is placed by hand, and undone; three copies of one version merge."""

from dataclasses import replace

import pytest

from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.returned import By, Span
from flipdesk.domain.review import ReviewComment
from flipdesk.errors import KnownError
from tests.helpers.returned import WordEdit
from tests.services.test_reviewing import ASE, METTE, Room, room

KAREN = By("Karen Sørensen", "2026-11-24T12:00:00")
__all__ = ["room"]


def lost_comment(room: Room) -> ReviewComment:
    """Take in a comment about a heading that concerns nothing in particular, with an answer."""
    edit = room.edit()
    title = next(edit.paragraphs())
    question = edit.comment(title, "Mette Holm", "Hvad med ventetiden?")
    edit.comment(title, "Åse Bjerre", "Enig", parent=question)
    room.take_in(edit)
    first = room.desk.reviewing.comments(room.session_id)[0]
    assert first.concerns is None
    return first


def test_a_comment_is_placed_with_its_answers_and_undone(room: Room) -> None:
    comment = lost_comment(room)
    place = room.desk.reviewing.place
    room.do(place(comment.id, room.reflection.id))
    for one in room.desk.reviewing.comments(room.session_id):
        assert one.reflection_id == room.reflection.id
    item = room.desk.base.agenda.of_session(room.session_id)[2]
    room.do(place(comment.id, item.id))
    for one in room.desk.reviewing.comments(room.session_id):
        assert (one.reflection_id, one.agenda_item_id) == (None, item.id)
    room.desk.history.undo()
    room.desk.history.undo()
    assert all(one.concerns is None for one in room.desk.reviewing.comments(room.session_id))


def test_a_placed_change_can_be_edited_into_its_new_home(room: Room) -> None:
    edit = room.edit()
    title = next(edit.paragraphs())
    words = "".join(one.text or "" for one in title.iter("{*}t"))
    edit.rewrite(title, (Span(words), Span(" og andet", inserted=METTE)))
    room.take_in(edit)
    change = room.desk.reviewing.changes(room.session_id)[0].same.first
    assert change.concerns is None
    with pytest.raises(KnownError, match="kunne ikke placeres"):
        room.desk.reviewing.accept(change.id)
    room.do(room.desk.reviewing.place(change.id, room.reflection.id))
    room.do(room.desk.reviewing.edit(change.id, "Min egen tekst"))
    assert room.reflection.text == "Min egen tekst"
    with pytest.raises(KnownError, match="afgjort"):
        room.desk.reviewing.place(change.id, None)


def test_a_new_paragraph_goes_under_the_item_it_was_placed_at(room: Room) -> None:
    edit = room.edit()
    edit.body.insert(0, edit.new_paragraph("Et ganske nyt udsagn om noget"))
    room.take_in(edit)
    change = room.change().same.first
    assert change.kind is ChangeKind.ADDED
    item = room.desk.base.agenda.of_session(room.session_id)[3]
    room.do(room.desk.reviewing.place(change.id, item.id))
    room.do(room.desk.reviewing.accept(change.id))
    added = room.desk.base.reflections.of_session(room.session_id)[-1]
    assert (added.text, added.agenda_item_id) == ("Et ganske nyt udsagn om noget", item.id)


def test_three_copies_of_one_version_merge(room: Room) -> None:
    word, other = room.words()[1], room.words()[-1]
    copies = (
        room.struck(word, "noget", METTE),
        room.struck(word, "noget", ASE),
        room.struck(other, "andet", KAREN),
    )
    for number, edit in enumerate(copies):
        edit.comment(edit.paragraph("r", room.reflection.id), f"Læser {number}", "Hm")
        room.take_in(edit, f"retur {number}.docx")
    same, alone = room.desk.reviewing.changes(room.session_id)
    assert same.same.people == ("Mette Holm", "Åse Bjerre")
    assert alone.same.people == ("Karen Sørensen",)
    assert (same.contradicts, alone.contradicts) == ((), ())
    comments = room.desk.reviewing.comments(room.session_id)
    assert [one.said_by for one in comments] == ["Læser 0", "Læser 1", "Læser 2"]
    before = room.reflection.text
    room.do(room.desk.reviewing.accept(same.same.first.id))
    room.do(room.desk.reviewing.accept(alone.same.first.id))
    text = before.replace(word, "noget", 1)
    head, _found, tail = text.rpartition(other)
    assert room.reflection.text == f"{head}andet{tail}"
    for _step in range(5):
        room.desk.history.undo()
    assert room.reflection.text == before
    assert room.desk.reviewing.changes(room.session_id) == ()


def test_a_question_of_ours_comes_back_with_its_answer_only(room: Room) -> None:
    from flipdesk.domain.minutes_snapshot import Question
    from flipdesk.domain.vocabulary import Audience

    asked = Question(room.reflection.id, "Mette: passer det?")
    snapshot = room.desk.minutes.prepare(room.session_id, Audience.PARTICIPANTS)
    snapshot = replace(snapshot, questions=(asked,))
    room.minutes = room.desk.minutes.store(snapshot, room.desk.minutes.render(snapshot))[0]
    taken = room.take_in(WordEdit(room.desk.base.minutes.document(room.minutes.id)))
    assert taken.statement[0].startswith("Hentet: 0 kommentarer, 0 ændringer")
    assert room.desk.reviewing.comments(room.session_id) == ()
