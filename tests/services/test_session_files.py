"""Session files over a knowledge base: in, out, twice, and back after being deleted."""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_write import write_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import resource
from flipdesk.services.open_turns import with_holder
from flipdesk.services.session_file import exportable
from flipdesk.services.session_files import SessionFiles
from tests.exchange.records import records
from tests.exchange.transcript_records import with_transcripts

CODEBOOKS = load_shipped("da")
SAMPLE = "samtaleflip-3-nordby.flip.json"
DATA = resource("samples", SAMPLE).read_bytes()
CLOCK = ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture
def own_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.create(tmp_path / "prøve.flipkb", CLOCK, CODEBOOKS.values())
    yield base
    base.close()


@pytest.fixture
def files(own_base: KnowledgeBase) -> SessionFiles:
    return SessionFiles(own_base, CLOCK)


def test_import_and_export_change_nothing(files: SessionFiles) -> None:
    imported = files.import_data(DATA, SAMPLE)
    assert imported.is_new
    assert files.text(imported.session_id).encode() == DATA


def test_importing_twice_stores_nothing_new(files: SessionFiles, own_base: KnowledgeBase) -> None:
    first = files.import_data(DATA, SAMPLE)
    before = own_base.record(first.session_id)
    again = files.import_data(DATA, SAMPLE)
    assert (again.is_new, again.differs, bool(again.step.changes)) == (False, False, False)
    assert own_base.record(first.session_id) == before
    assert len(own_base.sessions.all()) == len(own_base.series.all()) == 1
    assert len(own_base.people.all()) == 9


def test_a_file_that_says_otherwise_leaves_the_session_as_it_is(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    first = files.import_data(DATA, SAMPLE)
    other = DATA.replace(b"bageri tre gange", b"bageri fire gange")
    again = files.import_data(other, SAMPLE)
    assert (again.is_new, again.differs) == (False, True)
    assert files.text(first.session_id).encode() == DATA


def test_a_refused_file_leaves_nothing_behind(files: SessionFiles, own_base: KnowledgeBase) -> None:
    with pytest.raises(SessionFileRefused):
        files.import_data(DATA.replace(b'"mentor"', b'"boss"'), SAMPLE)
    assert own_base.sessions.all() == ()
    assert own_base.people.all() == ()


def test_a_second_session_meets_the_same_series_and_people(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    files.import_data(DATA, SAMPLE)
    fourth = json.loads(DATA)
    fourth["session"] |= {
        "title": "Samtaleflip 4", "number": 4,
        "starts": "2021-05-20T09:30:00+02:00", "ends": "2021-05-20T12:00:00+02:00",
    }  # fmt: skip
    files.import_data(json.dumps(fourth).encode(), "fire")
    assert len(own_base.series.all()) == 1
    assert len(own_base.sessions.all()) == 2
    assert len(own_base.people.all()) == 9


def test_people_and_organisations_renamed_here_are_still_met(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    files.import_data(DATA, SAMPLE)
    karim = next(one for one in own_base.people.all() if one.name == "Karim Aaen")
    own_base.people.save(replace(karim, name="Karim Aaen Holst"))
    fourth = DATA.replace(b'"Samtaleflip 3"', b'"Samtaleflip 4"')
    imported = files.import_data(fourth, "fire")
    assert len(own_base.people.all()) == 9
    met = own_base.record(imported.session_id).by_initials("KA")
    assert met is not None
    assert (met.person_id, met.name) == (karim.id, "Karim Aaen Holst")


def test_guids_of_another_session_are_refused(files: SessionFiles, own_base: KnowledgeBase) -> None:
    first = files.import_data(DATA, SAMPLE)
    stolen = own_base.record(first.session_id).reflections[0].id
    other = json.loads(DATA)
    other["session"]["title"] = "Samtaleflip 4"
    other["reflections"][0]["guid"] = stolen
    with pytest.raises(KnownError, match="guid"):
        files.import_data(json.dumps(other).encode(), "fire")
    assert len(own_base.sessions.all()) == 1


def test_a_deleted_session_comes_back_from_its_copy(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    imported = files.import_data(DATA, SAMPLE)
    deleted = files.delete(imported.session_id)
    assert own_base.sessions.all() == ()
    assert deleted.backup is None
    assert deleted.copy.parent == own_base.folder / "backups"
    assert deleted.copy.read_bytes() == DATA
    assert files.import_data(deleted.copy.read_bytes(), "kopi").session_id == imported.session_id
    assert files.delete(imported.session_id).copy != deleted.copy


def test_deleting_can_be_undone(files: SessionFiles, own_base: KnowledgeBase) -> None:
    imported = files.import_data(DATA, SAMPLE)
    deleted = files.delete(imported.session_id)
    own_base.apply(deleted.step.changes.inverse())
    assert files.text(imported.session_id).encode() == DATA


def test_sessions_are_found_by_guid_beginning_and_title(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    wanted = files.import_data(DATA, SAMPLE).session_id
    other = files.import_data(DATA.replace(b'"Samtaleflip 3"', b'"Samtaleflip 4"'), "fire")
    for name in (wanted, wanted.upper(), wanted[:8], "Samtaleflip 3", " samtaleflip 3 "):
        assert files.find(name).id == wanted
    assert files.find("Samtaleflip 4").id == other.session_id
    for name in ("", "samtale", "xx", "'; drop table session; --"):
        with pytest.raises(KnownError, match="ingen session"):
            files.find(name)
    twin = DATA.replace(b'"starts": "2021-04-22T09:30', b'"starts": "2021-04-22T09:00')
    files.import_data(twin, "tvilling")
    with pytest.raises(KnownError, match="flere sessioner"):
        files.find("Samtaleflip 3")


def test_files_are_named_by_day_and_title(files: SessionFiles, tmp_path: Path) -> None:
    imported = files.import_data(DATA, SAMPLE)
    path = files.export(imported.session_id, tmp_path)
    assert path.name == "2021-04-22 Samtaleflip 3 Nordby Kommune.flip.json"
    assert path.read_bytes() == DATA


def test_export_says_where_it_cannot_write(files: SessionFiles, tmp_path: Path) -> None:
    imported = files.import_data(DATA, SAMPLE)
    with pytest.raises(KnownError):
        files.export(imported.session_id, tmp_path / "mangler" / "x.flip.json")


def test_agenda_items_get_keys_and_absent_people_no_times(
    files: SessionFiles, own_base: KnowledgeBase
) -> None:
    imported = files.import_data(DATA, SAMPLE)
    record = own_base.record(imported.session_id)
    own_base.agenda.save(replace(record.agenda[2], key=None))
    gone = replace(record.participants[4], attendance=Attendance.ABSENT)
    own_base.participants.save(gone)
    again = files.read(files.text(imported.session_id).encode(), "igen")
    assert again.agenda[2].key == "a3"
    assert again.participants[4].arrived is None


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
@given(record=records(CODEBOOKS).flatmap(with_transcripts))
def test_any_session_survives_the_knowledge_base(record: SessionRecord) -> None:
    record = replace(record, session=replace(record.session, id=SessionId(str(uuid.uuid4()))))
    with TemporaryDirectory() as folder:
        base = KnowledgeBase.create(Path(folder) / "a.flipkb", CLOCK, CODEBOOKS.values())
        files = SessionFiles(base, CLOCK)
        # The parts of a record point at its session.
        record = files.read(write_session(exportable(record)).encode(), "x")
        assert files.take_in(record, "x").is_new
        text = files.text(record.session.id)
        assert not files.import_data(text.encode(), "igen").is_new
        assert _without_known(text) == _without_known(write_session(with_holder(record)))
        base.close()


def _without_known(text: str) -> str:
    """Leave out the identities of people and organisations, who are met by their names."""
    return re.sub(r',\s*"(person|organisation)_guid": "[^"]*"', "", text)
