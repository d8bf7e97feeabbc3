"""Comments and changes taken in, decided, undone; several copies; documents that are not ours."""

from dataclasses import dataclass
from functools import cached_property

import pytest

from flipdesk.domain.changes import Step
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.returned import By, Span
from flipdesk.domain.review import ReviewState
from flipdesk.domain.vocabulary import Audience, ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.reviewing import ChangeToDecide
from flipdesk.services.taking_in import TakenIn
from tests.helpers.nordby import nordby
from tests.helpers.returned import WordEdit

METTE = By("Mette Holm", "2026-11-24T10:15:00")
ASE = By("Åse Bjerre", "2026-11-24T11:00:00")


@dataclass
class Room:
    """The sample session with one written version, and what participants do to it."""

    desk: Desk
    session_id: SessionId
    minutes: Minutes

    @cached_property
    def _reflection_id(self) -> ReflectionId:
        for one in self.desk.base.reflections.of_session(self.session_id):
            if one.kind is ReflectionKind.REFLECTION and not one.is_private and len(one.text) > 30:
                return one.id
        raise AssertionError("the sample has no plain reflection")

    @property
    def reflection(self) -> Reflection:
        """A plain reflection that stands in the minutes, as it is now."""
        found = self.desk.base.reflections.get(self._reflection_id)
        assert found is not None
        return found

    def edit(self) -> WordEdit:
        return WordEdit(self.desk.base.minutes.document(self.minutes.id))

    def write(self) -> Minutes:
        snapshot = self.desk.minutes.prepare(self.session_id, Audience.PARTICIPANTS)
        return self.desk.minutes.store(snapshot, self.desk.minutes.render(snapshot))[0]

    def take_in(self, edit: WordEdit, name: str = "retur.docx") -> TakenIn:
        taken = self.desk.taking_in.take_in(self.desk.taking_in.read(edit.data(), name))
        self.desk.history.record(taken.step)
        return taken

    def struck(self, word: str, new: str, by: By = METTE) -> WordEdit:
        """Return a copy in which one word of the reflection gave way to another."""
        edit = self.edit()
        before, found, after = self.reflection.text.partition(word)
        assert found
        spans = (Span(before), Span(word, deleted=by), Span(new, inserted=by), Span(after))
        edit.rewrite(edit.paragraph("r", self.reflection.id), spans)
        return edit

    def words(self) -> list[str]:
        return [one for one in self.reflection.text.split() if one.isalpha()]

    def change(self) -> ChangeToDecide:
        (change,) = self.desk.reviewing.changes(self.session_id)
        return change

    def do(self, step: Step) -> Step:
        self.desk.history.record(step)
        return step


@pytest.fixture
def room(desk: Desk) -> Room:
    record = nordby()
    desk.base.add_record(record)
    room = Room(desk, record.session.id, None)  # type: ignore[arg-type]
    room.minutes = room.write()
    return room


def test_a_tracked_change_is_accepted_keeps_history_and_is_undone(room: Room) -> None:
    before, word = room.reflection.text, room.words()[1]
    taken = room.take_in(room.struck(word, "noget"))
    assert taken.statement[0].startswith("Hentet: 0 kommentarer, 1 ændring, i udgave 1")
    change = room.change()
    first = change.same.first
    assert (first.reflection_id, change.same.people) == (room.reflection.id, ("Mette Holm",))
    assert change.outcome == before.replace(word, "noget", 1)
    room.do(room.desk.reviewing.accept(first.id))
    assert room.reflection.text == before.replace(word, "noget", 1)
    (version,) = room.desk.reviewing.versions(room.reflection.id)
    assert (version.text, version.review_change_id) == (before, first.id)
    assert room.change().same.first.state is ReviewState.ACCEPTED
    room.desk.history.undo()
    assert room.reflection.text == before
    assert room.desk.reviewing.versions(room.reflection.id) == ()
    assert room.change().same.first.is_open
    room.desk.history.redo()
    assert room.reflection.text == before.replace(word, "noget", 1)
    room.desk.history.undo()
    room.desk.history.undo()
    assert room.desk.reviewing.changes(room.session_id) == ()


def test_edit_and_reject_leave_what_was_decided(room: Room) -> None:
    before = room.reflection.text
    room.take_in(room.struck(room.words()[1], "noget"))
    change_id = room.change().same.first.id
    room.do(room.desk.reviewing.edit(change_id, "Helt mine egne ord"))
    assert room.reflection.text == "Helt mine egne ord"
    with pytest.raises(KnownError, match="allerede afgjort"):
        room.desk.reviewing.accept(change_id)
    room.desk.history.undo()
    room.do(room.desk.reviewing.reject(change_id))
    assert (room.reflection.text, room.change().same.first.state) == (before, ReviewState.REJECTED)


def test_the_same_file_twice_stores_nothing_new(room: Room) -> None:
    edit = room.struck(room.words()[1], "noget")
    room.take_in(edit)
    data = edit.data()
    again = room.desk.taking_in.take_in(room.desk.taking_in.read(data, "kopi.docx"))
    assert not again.is_new
    assert not again.step.changes
    assert "allerede hentet" in again.statement[0]
    assert len(room.desk.reviewing.changes(room.session_id)) == 1


def test_two_people_with_one_change_are_shown_once_and_decided_once(room: Room) -> None:
    word = room.words()[1]
    room.take_in(room.struck(word, "noget"), "mette.docx")
    taken = room.take_in(room.struck(word, "noget", ASE), "åse.docx")
    assert "1 ændring står også i en anden kopi og vises én gang." in taken.statement
    change = room.change()
    assert change.same.people == ("Mette Holm", "Åse Bjerre")
    assert change.contradicts == ()
    room.do(room.desk.reviewing.accept(change.same.first.id))
    assert {one.state for one in room.change().same.changes} == {ReviewState.ACCEPTED}


def test_copies_that_contradict_each_other_stand_side_by_side(room: Room) -> None:
    word, other = room.words()[1], room.words()[-1]
    room.take_in(room.struck(word, "noget"), "mette.docx")
    room.take_in(room.struck(word, "andet", ASE), "åse.docx")
    room.take_in(room.struck(other, "sidst", ASE), "åse 2.docx")
    one, two, three = room.desk.reviewing.changes(room.session_id)
    assert (one.contradicts, two.contradicts) == ((two.same,), (one.same,))
    assert three.contradicts == ()
    text = room.reflection.text
    room.do(room.desk.reviewing.accept(one.same.first.id))
    room.do(room.desk.reviewing.accept(three.same.first.id))
    changed = text.replace(word, "noget", 1)
    head, _found, tail = changed.rpartition(other)
    assert room.reflection.text == f"{head}sidst{tail}"
    with pytest.raises(KnownError, match="netop dér"):
        room.desk.reviewing.accept(two.same.first.id)
    assert len(room.desk.reviewing.versions(room.reflection.id)) == 2


def test_a_quote_is_changed_inside_its_quotation_marks(room: Room) -> None:
    base = room.desk.base
    quote = next(one for one in base.reflections.of_session(room.session_id)
                 if one.kind is ReflectionKind.QUOTE and "Fire sekunders" in one.text)  # fmt: skip
    edit = room.edit()
    edit.rewrite(edit.paragraph("r", quote.id), (Span(f"”{quote.text}”".replace("Fire", "Fem")),))
    room.take_in(edit)
    change = room.change()
    assert not change.same.first.is_tracked
    room.do(room.desk.reviewing.accept(change.same.first.id))
    changed = base.reflections.get(quote.id)
    assert changed is not None
    assert changed.text == quote.text.replace("Fire", "Fem")


def test_an_agenda_item_gets_its_title_without_the_number(room: Room) -> None:
    item = room.desk.base.agenda.of_session(room.session_id)[1]
    edit = room.edit()
    paragraph = edit.paragraph("a", item.id)
    heading = "".join(one.text or "" for one in paragraph.iter("{*}t"))
    spans = (Span(heading.replace(item.title, "Et nyt oplæg")),)
    edit.rewrite(paragraph, spans)
    room.take_in(edit)
    for one in room.desk.reviewing.changes(room.session_id):
        room.do(room.desk.reviewing.accept(one.same.first.id))
    changed = room.desk.base.agenda.get(item.id)
    assert changed is not None
    assert changed.title == "Et nyt oplæg"


def test_a_new_paragraph_becomes_a_reflection_under_its_item(room: Room) -> None:
    edit = room.edit()
    paragraph = edit.paragraph("r", room.reflection.id)
    paragraph.addnext(edit.new_paragraph("Vi glemte at sige, at det hjalp."))
    room.take_in(edit)
    change = room.change().same.first
    assert (change.kind, change.concerns) == (ChangeKind.ADDED, None)
    room.do(room.desk.reviewing.accept(change.id))
    added = room.desk.base.reflections.of_session(room.session_id)[-1]
    assert added.text == "Vi glemte at sige, at det hjalp."
    assert added.agenda_item_id == room.reflection.agenda_item_id
    room.desk.history.undo()
    assert room.desk.base.reflections.get(added.id) is None


def test_comments_keep_their_thread_and_are_settled(room: Room) -> None:
    edit = room.edit()
    paragraph = edit.paragraph("r", room.reflection.id)
    first = edit.comment(paragraph, "Mette Holm", "Passer det?")
    edit.comment(paragraph, "Åse Bjerre", "Ja.", parent=first)
    room.take_in(edit)
    question, answer = room.desk.reviewing.comments(room.session_id)
    assert (answer.parent_id, answer.concerns) == (question.id, room.reflection.id)
    room.do(room.desk.reviewing.settle(question.id, ReviewState.ACCEPTED))
    assert room.desk.reviewing.comments(room.session_id)[0].state is ReviewState.ACCEPTED
    room.desk.history.undo()
    assert room.desk.reviewing.comments(room.session_id)[0].is_open


def test_an_older_version_is_compared_with_itself_and_says_so(room: Room) -> None:
    word, later = room.words()[1], room.words()[-1]
    edit = room.struck(word, "noget")
    text = room.reflection.text
    head, _found, tail = text.rpartition(later)
    room.desk.capturing.change(room.reflection, text=f"{head}siden{tail}")
    room.write()
    taken = room.take_in(edit)
    assert "svarer på udgave 1; den nyeste er udgave 2" in taken.statement[1]
    room.do(room.desk.reviewing.accept(room.change().same.first.id))
    assert room.reflection.text == f"{head}siden{tail}".replace(word, "noget", 1)


def test_a_document_without_ids_is_known_by_its_words(room: Room) -> None:
    edit = room.struck(room.words()[1], "noget")
    edit.remove_ids()
    edit.forget_version()
    taken = room.take_in(edit)
    assert taken.file.minutes_id == room.minutes.id
    assert taken.file.by_id == 0
    assert any("genkendt på ordene" in one for one in taken.statement)
    assert room.change().same.first.reflection_id == room.reflection.id


def test_the_properties_are_enough_when_the_bookmark_is_gone(room: Room) -> None:
    edit = room.struck(room.words()[1], "noget")
    edit.remove_ids()
    assert room.take_in(edit).file.minutes_id == room.minutes.id


def test_documents_that_are_not_ours_store_nothing(room: Room) -> None:
    edit = room.edit()
    for paragraph in edit.paragraphs():
        edit.rewrite(paragraph, (Span("Noget helt andet."),))
    edit.remove_ids()
    edit.forget_version()
    with pytest.raises(KnownError, match="ikke genkendt"):
        room.take_in(edit)
    other = room.edit()
    name = f"_fd_m_{room.minutes.id.replace('-', '')}"
    for mark in other.root.iter("{*}bookmarkStart"):
        if mark.get(mark.nsmap["w"].join("{}") + "name") == name:
            mark.set(mark.nsmap["w"].join("{}") + "name", "_fd_m_" + "0" * 32)
    with pytest.raises(KnownError, match="anden vidensbase"):
        room.take_in(other)
    assert room.desk.base.returned_files.of_session(room.session_id) == ()


def test_what_was_deleted_here_meanwhile_is_unplaced_and_kept(room: Room) -> None:
    edit = room.struck(room.words()[1], "noget")
    edit.comment(edit.paragraph("r", room.reflection.id), "Mette Holm", "Om dette")
    room.desk.capturing.delete(room.reflection)
    room.take_in(edit)
    change = room.change()
    assert (change.same.first.concerns, change.outcome) == (None, None)
    assert room.desk.reviewing.comments(room.session_id)[0].quote
    with pytest.raises(KnownError, match="kunne ikke placeres"):
        room.desk.reviewing.accept(change.same.first.id)


def test_a_change_of_who_said_it_cannot_be_written_into_what_was_said(room: Room) -> None:
    edit = room.edit()
    paragraph = edit.paragraph("r", room.reflection.id).getnext()
    assert paragraph is not None
    said = "".join(one.text or "" for one in paragraph.iter("{*}t"))
    edit.rewrite(paragraph, (Span(said, deleted=METTE), Span("Søren", inserted=METTE)))
    room.take_in(edit)
    change = room.change()
    assert change.same.first.concerns == room.reflection.id
    with pytest.raises(KnownError, match="hvem der sagde det"):
        room.desk.reviewing.accept(change.same.first.id)
