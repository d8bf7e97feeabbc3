"""What is kept of a count is what a new count gives, whatever happened in between."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.report import Scope
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.reports.kept_counts import KeptCounts
from flipdesk.services.reports.reports import Reports
from tests.helpers.nordby import nordby

SAMPLE = nordby()
NOTES = SAMPLE.reflections
ASKED = [
    ("potentials", "count"), ("potentials", "minutes"), ("potentials", "share"),
    ("voices", "count"), ("voices", "share"),
]  # fmt: skip


def added(base: KnowledgeBase) -> Changes:
    note = replace(NOTES[0], id=ReflectionId("ny"), position=99, potentials=("viden",))
    return base.reflections.add(note)


CHANGES: dict[str, Callable[[KnowledgeBase], Changes]] = {
    "a note": added,
    "a tag more": lambda base: base.reflections.save(
        replace(NOTES[0], potentials=("samtale", "viden"))
    ),
    "a tag less": lambda base: base.reflections.save(replace(NOTES[1], potentials=("samtale",))),
    "a note gone": lambda base: base.reflections.delete(NOTES[2].id),
    "a merger": lambda base: base.reflections.save(replace(NOTES[3], merged_into=NOTES[0].id)),
    "another place on the timeline": lambda base: base.reflections.save(
        replace(NOTES[4], at_ms=NOTES[0].at_ms)
    ),
    "another speaker": lambda base: base.reflections.save(replace(NOTES[5], speaker_id=None)),
    "another role": lambda base: base.participants.save(
        replace(SAMPLE.participants[0], role=Role.MENTOR)
    ),
    "a turn less": lambda base: base.turns.delete(SAMPLE.turns[1].id),
    "a session gone": lambda base: base.sessions.delete(SAMPLE.session.id),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_kept_numbers_follow_every_change_and_its_undoing(
    change: Callable[[KnowledgeBase], Changes], nordby_desk: Desk, now: ManualClock
) -> None:
    base = nordby_desk.base
    keeping = Reports(base, now)

    def assert_same() -> None:
        for name, measure in ASKED:
            scope = Scope(measure=measure, few=0)
            assert keeping.make(name, scope) == Reports(base, now).make(name, scope)

    assert_same()
    with base.atomic():
        changes = change(base)
    keeping.forget(changes)
    assert_same()
    with base.atomic():
        base.apply(changes.inverse())
    keeping.forget(changes.inverse())
    assert_same()


def test_what_is_known_is_not_counted_again(nordby_desk: Desk) -> None:
    kept, asked = KeptCounts(), list[Scope]()
    sessions = (SAMPLE.session.id,)

    def count(scope: Scope) -> tuple[()]:
        asked.append(scope)
        return ()

    for _time in range(2):
        assert len(list(kept.read("noget", sessions, count))) == (not _time)
    assert [scope.sessions for scope in asked] == [sessions]
    changed = nordby_desk.base.reflections.save(replace(NOTES[0], potentials=()))
    kept.forget(nordby_desk.base, changed)
    list(kept.read("noget", sessions, count))
    assert len(asked) == 2
