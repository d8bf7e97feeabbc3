"""The search indexes are merged in steps, never inside the note that is being stored."""

from dataclasses import replace

from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.domain.search import Query
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.helpers.app import sample_record

NOTES = 200


def segments(base: KnowledgeBase) -> int:
    """Return how many parts the index over the reflections is in (its table idx names each)."""
    rows = base.database.execute("select count(distinct segid) as n from reflection_fts_idx")
    return int(str(rows[0]["n"]))


def write_many(base: KnowledgeBase) -> None:
    record = sample_record()
    with base.atomic():
        base.add_record(record)
    like = record.reflections[0]
    for number in range(NOTES):
        note_id = ReflectionId(new_guid())
        base.reflections.add(replace(like, id=note_id, position=100 + number, text=f"nr{number}"))


def test_no_note_merges_the_index(base: KnowledgeBase) -> None:
    write_many(base)
    assert segments(base) >= NOTES


def test_steps_merge_it_come_to_an_end_and_keep_every_word(base: KnowledgeBase) -> None:
    write_many(base)
    before = segments(base)
    steps = 1
    while base.upkeep.step():
        steps += 1
        assert steps < 10_000
    assert segments(base) < before / 10
    assert len(base.search.find(Query(words="nr7"))) == 11  # nr7 and nr70 to nr79
    base.database.connection.execute(
        "insert into reflection_fts (reflection_fts, rank) values ('integrity-check', 1)"
    )
    assert base.check() == ()


def test_upkeep_is_no_change_that_undo_would_know(base: KnowledgeBase) -> None:
    write_many(base)
    record = base.record(sample_record().session.id)
    while base.upkeep.step():
        pass
    assert base.record(sample_record().session.id) == record
