"""Comments that stand in several copies of one version: once, with every answer."""

import pytest

from flipdesk.domain.review import ReviewComment, ReviewState, answers
from flipdesk.services.desk import Desk
from flipdesk.ui.rooms.compile.review_rows import places
from tests.helpers.returned import WordEdit
from tests.services.test_reviewing import Room, room

__all__ = ["room"]


def asked(room: Room, *, author: str = "Mette Holm", text: str = "Passer det?") -> WordEdit:
    edit = room.edit()
    edit.comment(edit.paragraph("r", room.reflection.id), author, text)
    return edit


def answered(room: Room) -> WordEdit:
    """Return a copy of a copy: a question, its answer, and an answer to that."""
    edit = asked(room)
    paragraph = edit.paragraph("r", room.reflection.id)
    answer = edit.comment(paragraph, "Åse Bjerre", "Ja.", parent="0")
    edit.comment(paragraph, "Jonas Wulff", "Også hos os.", parent=answer)
    return edit


def comments(room: Room) -> tuple[ReviewComment, ...]:
    return room.desk.reviewing.comments(room.session_id)


def test_a_comment_in_two_copies_stands_once_and_has_the_answers_of_both(room: Room) -> None:
    room.take_in(asked(room), "mette.docx")
    taken = room.take_in(answered(room), "åse.docx")
    assert "1 kommentar står også i en anden kopi og vises én gang." in taken.statement
    question, *others = comments(room)
    assert [one.text for one in others] == ["Ja.", "Også hos os."]
    assert answers(question, comments(room)) == tuple(others)
    assert {one.concerns for one in comments(room)} == {room.reflection.id}
    room.desk.history.undo()
    assert comments(room) == (question,)


def test_an_answer_opens_a_thread_that_was_settled(room: Room) -> None:
    room.take_in(asked(room))
    question = comments(room)[0]
    room.do(room.desk.reviewing.settle(question.id, ReviewState.ACCEPTED))
    room.take_in(answered(room), "åse.docx")
    assert comments(room)[0].is_open
    room.desk.history.undo()
    assert comments(room)[0].state is ReviewState.ACCEPTED


@pytest.mark.parametrize("other", [{"author": "Åse Bjerre"}, {"text": "Passer det nu?"}])
def test_what_another_person_or_other_words_say_is_another_comment(
    room: Room, other: dict[str, str]
) -> None:
    room.take_in(asked(room), "mette.docx")
    room.take_in(asked(room, **other), "åse.docx")
    assert len(comments(room)) == 2


def test_one_person_who_says_the_same_twice_has_said_it_twice(room: Room) -> None:
    for name in ("mette.docx", "mette 2.docx"):
        edit = asked(room)
        edit.comment(edit.paragraph("r", room.reflection.id), "Mette Holm", "Passer det?")
        if name != "mette.docx":
            edit.comment(edit.paragraph("r", room.reflection.id), "Mette Holm", "Mere.")
        room.take_in(edit, name)
    assert [one.text for one in comments(room)] == ["Passer det?", "Passer det?", "Mere."]


def test_a_comment_on_another_version_is_another_comment(room: Room) -> None:
    room.take_in(asked(room))
    room.minutes = room.write()
    room.take_in(asked(room), "version 2.docx")
    assert len(comments(room)) == 2


def test_a_comment_on_a_part_of_a_merged_note_is_shown_at_the_whole(room: Room, desk: Desk) -> None:
    room.take_in(asked(room))
    record = desk.base.record(room.session_id)
    speaker, kind = room.reflection.speaker_id, room.reflection.kind
    other = next(one for one in record.reflections if one.id != room.reflection.id
                 and (one.kind, one.is_private) == (kind, False)
                 and (one.speaker_id is None) == (speaker is None))  # fmt: skip
    room.do(desk.merging.merge([room.reflection, other]))
    record = desk.base.record(room.session_id)
    whole = next(one for one in record.reflections if other.text in one.text)
    assert places(record)[comments(room)[0].concerns or ""] == whole.text
