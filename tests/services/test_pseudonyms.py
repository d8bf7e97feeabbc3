"""Pseudonyms stay, numbers never come twice, and the key lies apart from everything else."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import ParticipantId, PersonId, SessionId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, Role
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby


@pytest.fixture
def sample(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def write(desk: Desk, session_id: SessionId) -> MinutesSnapshot:
    """Write researchers' minutes, with which their pseudonyms are kept."""
    snapshot = desk.minutes.prepare(session_id, Audience.RESEARCHERS)
    desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    return snapshot


def called(desk: Desk, record: SessionRecord) -> dict[str, str]:
    given = desk.pseudonyms.of(record)
    return {one.name: given[one.id].words for one in record.participants}


def test_nothing_is_kept_before_a_document_is(desk: Desk, sample: SessionId) -> None:
    record = desk.base.record(sample)
    before = called(desk, record)
    desk.minutes.prepare(sample, Audience.RESEARCHERS)
    assert desk.pseudonyms.lines() == ()
    assert not desk.base.pseudonym_key.exists
    write(desk, sample)
    assert called(desk, record) == before
    assert {one.name for one in desk.pseudonyms.lines()} == set(before)


def test_numbers_do_not_shift_when_people_come_go_and_change_places(
    desk: Desk, sample: SessionId
) -> None:
    write(desk, sample)
    record = desk.base.record(sample)
    before = called(desk, record)
    assert before["Søren Østergaard"] == "Sagsbehandler 2, Nordby"
    first, *others = record.participants
    fewer = replace(record, participants=(*reversed(others[:-1]),))
    assert called(desk, fewer) == {name: before[name] for name in called(desk, fewer)}
    new = replace(record.by_initials("MH") or first, person_id=PersonId("new"), name="Ny Kollega")
    new = replace(new, id=ParticipantId("new"))
    more = replace(record, participants=(new, *record.participants[1:]))
    assert called(desk, more)["Ny Kollega"] == "Sagsbehandler 4, Nordby"
    # A role that is put right later does not make another voice of the same person.
    risen = replace(first, role=Role.MANAGER)
    again = called(desk, replace(record, participants=(risen, *others)))
    assert again[first.name] == before[first.name]


def test_the_same_person_is_the_same_voice_in_every_session_of_a_series(
    desk: Desk, sample: SessionId
) -> None:
    write(desk, sample)
    record = desk.base.record(sample)
    later = replace(record, participants=tuple(reversed(record.participants)))
    assert called(desk, later) == called(desk, record)
    other = replace(record, series=replace(record.series, id="another"))  # type: ignore[arg-type]
    assert called(desk, other)["Mette Holm"] == "Sagsbehandler 1, Nordby"


def test_what_is_forgotten_stays_taken(desk: Desk, sample: SessionId) -> None:
    write(desk, sample)
    record = desk.base.record(sample)
    before = called(desk, record)
    person = record.by_initials("MH")
    assert person is not None
    assert desk.pseudonyms.forget(person_id=person.person_id) == 1
    after = called(desk, record)
    assert after["Mette Holm"] == "Sagsbehandler 4, Nordby"
    assert {name: words for name, words in after.items() if name != "Mette Holm"} == {
        name: words for name, words in before.items() if name != "Mette Holm"
    }
    assert person.person_id.encode() not in desk.base.pseudonym_key.path.read_bytes()
    (line,) = (one for one in desk.pseudonyms.lines() if one.name is None)
    assert line.pseudonym.words == "Sagsbehandler 1, Nordby"


def test_a_destroyed_key_leaves_documents_whole_and_no_number_comes_twice(
    desk: Desk, sample: SessionId
) -> None:
    write(desk, sample)
    record = desk.base.record(sample)
    before = set(called(desk, record).values())
    desk.base.pseudonym_key.path.unlink()
    snapshot = write(desk, sample)
    after = called(desk, record)
    assert not before & set(after.values())
    assert after["Mette Holm"] == "Sagsbehandler 4, Nordby"
    assert snapshot.version == 2


def test_the_key_is_apart(desk: Desk, sample: SessionId) -> None:
    write(desk, sample)
    key = desk.base.pseudonym_key.path
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert [one.name for one in key.parent.iterdir()] == ["pseudonyms.sqlite"]
    # It names nobody: without the knowledge base it tells nothing.
    assert b"Mette" not in key.read_bytes()
    backup = desk.base.back_up("by-hand")
    assert b"person_id text,\n  given_at" not in backup.read_bytes()
    # The knowledge base tells how far was counted and not whose a number is.
    rows = desk.base.database.execute("select * from pseudonym_count")
    people = {one.person_id for one in desk.base.record(sample).participants}
    assert rows
    assert not people & {str(value) for row in rows for value in row.values()}


def test_a_pseudonym_that_somebody_else_got_meanwhile_is_refused(
    desk: Desk, sample: SessionId
) -> None:
    snapshot = desk.minutes.prepare(sample, Audience.RESEARCHERS)
    record = desk.base.record(sample)
    taken = Pseudonym(Role.CASEWORKER, "Nordby", 1)
    desk.pseudonyms.keep(record.series.id, {PersonId("somebody"): taken})
    with pytest.raises(KnownError, match="imens"):
        desk.minutes.store(snapshot, b"")
    assert desk.base.minutes.of_session(sample) == ()


def test_a_damaged_key_says_what_to_do(desk: Desk, sample: SessionId, tmp_path: Path) -> None:
    write(desk, sample)
    desk.base.pseudonym_key.path.write_bytes(b"no database at all, and long enough" * 40)
    with pytest.raises(KnownError, match="flyt den væk"):
        desk.pseudonyms.lines()
    # Minutes that show no pseudonyms do not need it.
    desk.minutes.prepare(sample, Audience.PARTICIPANTS)


def test_pseudonyms_speak_the_language_of_the_document(
    desk: Desk, sample: SessionId, clock: ManualClock
) -> None:
    write(desk, sample)
    snapshot = desk.minutes.prepare(sample, Audience.RESEARCHERS, "en")
    speakers = {
        one.speaker
        for item in snapshot.items
        for group in item.groups
        for one in group.contributions
    }
    assert "Caseworker 1, Nordby" in speakers
