"""Two kept versions are compared place by place, from their bytes alone."""

from dataclasses import replace
from datetime import date

import pytest

from flipdesk.domain.comparison import Comparison, Difference, Fate, Passage
from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, OutcomeKind, ReflectionKind
from flipdesk.services.comparing import compared, version_before
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby


class Table:
    """The sample session, its versions and what is done to it between them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.record = nordby()
        desk.base.add_record(self.record)
        self.first = self.bytes()

    @property
    def now(self) -> SessionRecord:
        return self.desk.base.record(self.record.session.id)

    def plain(self, number: int = 0) -> Reflection:
        return [
            one
            for one in self.now.reflections
            if one.kind is ReflectionKind.REFLECTION and not one.is_private and len(one.text) > 30
        ][number]

    def action(self) -> Outcome:
        return next(one for one in self.now.outcomes if one.kind is OutcomeKind.ACTION and one.due)

    def bytes(self, standing: Standing | None = None) -> bytes:
        minutes = self.desk.minutes
        session_id = self.record.session.id
        return minutes.render(
            minutes.prepare(session_id, Audience.PARTICIPANTS, standing=standing or Standing())
        )

    def compared(self) -> Comparison:
        return compared(self.first, self.bytes())

    def about(self, key: str) -> Passage:
        (found,) = [
            one
            for one in self.compared().passages
            if one.target and one.target.key == key and one.target.place != "s"
        ]
        return found


@pytest.fixture
def table(desk: Desk) -> Table:
    return Table(desk)


def fates(passage: Passage, fate: Fate) -> str:
    return "|".join(one.text for one in passage.segments if one.fate is fate)


def test_the_same_texts_differ_in_nothing_whatever_their_state(table: Table) -> None:
    later = table.bytes(Standing.out(date(2026, 12, 1)))
    assert compared(table.first, later) == Comparison()


def test_changed_words_stand_under_their_agenda_item(table: Table) -> None:
    one = table.plain()
    word = one.text.split()[1]
    changed = one.text.replace(word, "noget andet", 1)
    table.desk.base.reflections.save(replace(one, text=changed))
    passage = table.about(one.id)
    assert passage.kind is Difference.CHANGED
    assert (fates(passage, Fate.GONE), fates(passage, Fate.NEW)) == (word, "noget andet")
    kept_and_new = "".join(s.text for s in passage.segments if s.fate is not Fate.GONE)
    assert kept_and_new.startswith(changed)
    title = next(item.title for item in table.now.agenda if item.id == one.agenda_item_id)
    assert title in passage.heading
    assert one.id in table.compared().keys


def test_words_are_counted(table: Table) -> None:
    one = table.plain()
    table.desk.base.reflections.save(replace(one, text=one.text + " Og tre ord."))
    found = table.compared()
    assert found.words(Fate.NEW) == 3 * len(found.passages)
    assert found.words(Fate.GONE) == 0


def test_what_came_and_what_went_is_told_in_its_place(table: Table) -> None:
    gone = table.plain()
    table.desk.base.reflections.delete(gone.id)
    fresh = replace(gone, id=ReflectionId(new_guid()), text="Et helt nyt og ret langt udsagn")
    table.desk.base.reflections.add(fresh)
    passages = {one.kind: one for one in table.compared().passages
                if one.target and one.target.place == "r"}  # fmt: skip
    assert gone.text in fates(passages[Difference.REMOVED], Fate.GONE)
    assert "Et helt nyt og ret langt" in fates(passages[Difference.ADDED], Fate.NEW)
    assert gone.id not in table.compared().keys


def test_a_deadline_is_a_difference_of_its_action(table: Table) -> None:
    action = table.action()
    table.desk.base.outcomes.save(replace(action, due=date(2027, 1, 5)))
    passage = table.about(action.id)
    assert passage.kind is Difference.CHANGED
    assert "5" in fates(passage, Fate.NEW)
    assert action.text in "".join(one.text for one in passage.segments)


def test_a_note_that_was_moved_is_moved_and_nothing_else(table: Table) -> None:
    under = [one for one in table.now.reflections
             if one.agenda_item_id == table.plain().agenda_item_id
             and one.kind is ReflectionKind.REFLECTION and not one.is_private]  # fmt: skip
    first, last = under[0], under[-1]
    assert first != last
    moved = replace(first, position=last.position, at_ms=last.at_ms)
    table.desk.base.reflections.save(replace(last, position=first.position, at_ms=first.at_ms))
    table.desk.base.reflections.save(moved)
    passages = table.compared().passages
    assert passages
    assert {one.kind for one in passages if one.target and one.target.place == "r"} == {
        Difference.MOVED
    }


def test_the_version_before_is_one_for_the_same_readers(table: Table) -> None:
    def written(audience: Audience) -> str:
        snapshot = table.desk.minutes.prepare(table.record.session.id, audience)
        return table.desk.minutes.store(snapshot, table.first)[0].id

    first = written(Audience.PARTICIPANTS)
    written(Audience.RESEARCHERS)
    second = written(Audience.PARTICIPANTS)
    kept = {one.id: one for one in table.desk.base.minutes.of_session(table.record.session.id)}
    before = version_before(table.desk.base, kept[second])  # type: ignore[index]
    assert before is not None
    assert before.id == first
    assert version_before(table.desk.base, before) is None
