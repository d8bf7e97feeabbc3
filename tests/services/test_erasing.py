"""Erasing a person, a session and a passage: nothing of it is left in the rows or their file."""

from pathlib import Path

import pytest

from flipdesk.domain.erasure import Decision
from flipdesk.domain.ids import PersonId, SessionId
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.erasing import Erasing, apply_ledger
from tests.helpers.needles import NAME, complete, hits, missing, plant
from tests.services.test_every_mutation import filled


@pytest.fixture
def room(desk: Desk) -> SessionId:
    """The sample session with a row in every table."""
    filled(desk)
    from tests.helpers.nordby import nordby

    session_id = nordby().session.id
    complete(desk, session_id)
    return session_id


def scrubbed(desk: Desk) -> dict[str, int]:
    desk.base.upkeep.scrub()
    return hits(desk.base.folder)


def test_every_text_that_can_name_somebody_is_found(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    assert missing(desk) == []
    plan = Erasing(desk.base, desk.clock).find_person(person_id)
    found = {(one.table, one.column) for one in plan.texts}
    gone_or_minutes = {
        (table, column)
        for table, column in desk.base.text_cells.places
        if table in {*plan.gone, "minutes", "minutes_text"}
    }
    wanted = set(desk.base.text_cells.places) - gone_or_minutes
    assert wanted - found == set()


def test_nothing_of_an_erased_person_is_left_in_the_file(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    erasing = Erasing(desk.base, desk.clock)
    assert hits(desk.base.folder)
    before = len(desk.base.turns.of_session(room))
    plan = erasing.find_person(person_id)
    entry, _changes = erasing.erase(plan, {})
    erasing.finish_minutes(plan)
    assert [one.id for one in erasing.unfinished()] == [entry.id]
    erasing.finish(entry.id)
    assert scrubbed(desk) == {}
    assert desk.base.check() == ()
    assert len(desk.base.turns.of_session(room)) == before
    assert any(is_stand_in(one.person_id) for one in desk.base.participants.of_session(room))
    assert erasing.unfinished() == ()


def test_the_ledger_names_nobody_and_erases_again_what_a_backup_brings_back(
    desk: Desk, room: SessionId, tmp_path: Path
) -> None:
    person_id = plant(desk, room)
    backup = desk.base.back_up("test")
    old = tmp_path / "gammel.flipkb"
    old.mkdir()
    (old / "knowledge.sqlite").write_bytes(backup.read_bytes())
    backup.unlink()
    erasing = Erasing(desk.base, desk.clock)
    plan = erasing.find_person(person_id)
    erasing.erase(plan, {})
    erasing.finish_minutes(plan)
    assert scrubbed(desk) == {}
    assert hits(old)
    restored = KnowledgeBase.open(old, desk.clock)
    assert apply_ledger(restored, desk.base.folder) == 1
    assert apply_ledger(restored, desk.base.folder) == 0
    restored.upkeep.scrub()
    assert restored.check() == ()
    restored.close()
    assert hits(old) == {}


def test_what_was_kept_as_somebody_elses_stays_when_it_is_done_again(
    desk: Desk, room: SessionId, tmp_path: Path
) -> None:
    person_id = plant(desk, room)
    found = Erasing(desk.base, desk.clock).find_person(person_id).texts
    note = next(one for one in found if one.table == "reflection")
    other = next(one for one in found if one.table == "outcome")
    backup = desk.base.back_up("test")
    old = tmp_path / "gammel.flipkb"
    old.mkdir()
    (old / "knowledge.sqlite").write_bytes(backup.read_bytes())
    decisions = {
        note.key: Decision.KEEP,
        other.key: Decision.REMOVE,
    }
    erasing = Erasing(desk.base, desk.clock)
    erasing.erase(erasing.find_person(person_id), decisions)
    restored = KnowledgeBase.open(old, desk.clock)
    apply_ledger(restored, desk.base.folder)
    for base in (desk.base, restored):
        kept = base.reflections.get(note.row_id)
        assert kept is not None
        assert NAME in kept.text
        assert base.outcomes.get(other.row_id) is None
    restored.close()


def test_an_erased_session_is_gone_and_so_are_those_known_by_it_alone(
    desk: Desk, room: SessionId
) -> None:
    person_id = plant(desk, room)
    for table, column in desk.base.text_cells.places:
        for row in desk.base.database.execute(
            f"select id from {table} where {column} like '%Wqpnina%'"
        ):
            if table in {"organisation", "series", "person", "coder", "code", "organisation_alias"}:
                desk.base.text_cells.write(table, column, str(row["id"]), "Noget")
    erasing = Erasing(desk.base, desk.clock)
    plan = erasing.find_session(room)
    assert person_id in plan.gone["person"]
    erasing.erase(plan, {})
    assert desk.base.sessions.get(room) is None
    assert desk.base.people.get(PersonId(person_id)) is None
    assert desk.base.check() == ()


def test_an_erased_passage_takes_its_transcript_and_leaves_notes_unless_they_are_to_go(
    desk: Desk, room: SessionId
) -> None:
    erasing = Erasing(desk.base, desk.clock)
    plan = erasing.find_passage(room, 21_000, 30_000)
    assert len(plan.gone["transcript_segment"]) == 1
    assert all(one.choices[0] is Decision.KEEP for one in plan.texts)
    erasing.erase(plan, {})
    left = desk.base.transcript_segments.of_session(room)
    assert [one.from_ms for one in left] == [0, 900]
    assert plan.sound == {room: ((21_000, 30_000),)}


def test_a_session_file_brings_back_nobody_who_was_erased(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    data = desk.files.text(room).encode()
    erasing = Erasing(desk.base, desk.clock)
    erasing.erase(erasing.find_person(person_id), {})
    desk.base.sessions.delete(room)
    desk.files.import_data(data, "fra en anden")
    desk.base.people.forget_strangers()
    assert desk.base.people.get(person_id) is None
    assert NAME.encode() not in desk.files.text(room).encode()
    assert is_stand_in(
        next(
            one for one in desk.base.participants.of_session(room) if "–" in one.initials
        ).person_id
    )


def test_an_erased_session_is_not_taken_in_again(desk: Desk, room: SessionId) -> None:
    data = desk.files.text(room).encode()
    erasing = Erasing(desk.base, desk.clock)
    erasing.erase(erasing.find_session(room), {})
    with pytest.raises(KnownError):
        desk.files.import_data(data, "fra en anden")
    assert desk.base.sessions.get(room) is None
