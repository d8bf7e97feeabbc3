"""What is written is read again as it was, and the sample byte for byte."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.ids import AgendaItemId, PassageId
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, Role, SessionState, Uptake
from flipdesk.exchange import session_ids
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.paths import resource
from tests.exchange.coding_records import with_codings
from tests.exchange.material_records import with_materials
from tests.exchange.records import records
from tests.exchange.transcript_records import with_transcripts

CODEBOOKS = load_shipped("da")
SAMPLE = resource("samples", "samtaleflip-3-nordby.flip.json")


def read(text: str) -> SessionRecord:
    return read_session(text.encode(), CODEBOOKS, "test.flip.json")


def test_sample_is_written_byte_for_byte() -> None:
    data = SAMPLE.read_bytes()
    assert write_session(read_session(data, CODEBOOKS, SAMPLE.name)).encode() == data


def test_sample_is_read_in_full() -> None:
    record = read(SAMPLE.read_text("utf-8"))
    assert record.series.title == "Samtaleflip i Nordby Kommune"
    assert record.session.state is SessionState.ENDED
    assert [one.initials for one in record.participants] == [
        "KS", "FL", "LB", "MH", "ÅB", "KA", "SØ", "TG", "JK",
    ]  # fmt: skip
    late = record.by_initials("åb")
    assert late is not None
    assert (late.role, late.attendance) == (Role.TEAM_LEADER, Attendance.LATE)
    assert late.arrived is not None
    assert late.arrived.isoformat() == "2021-04-22T09:47:00+02:00"
    assert [len(part) for part in (record.agenda, record.turns, record.markers)] == [7, 8, 2]
    assert [len(record.reflections), len(record.outcomes)] == [17, 8]
    third = record.reflections[2]
    assert third.at_ms == (35 * 60 + 40) * 1000
    assert third.pattern is not None
    assert third.pattern.uptake is Uptake.OVERTAKEN
    speaker, item = record.participant(third.speaker_id), record.agenda_item(third.agenda_item_id)
    assert speaker is not None
    assert item is not None
    assert (speaker.name, item.title) == ("Mette Holm", "Supplement fra praksis")


def test_reading_twice_gives_the_same_identities() -> None:
    data = SAMPLE.read_bytes()
    assert read_session(data, CODEBOOKS, "a") == read_session(data, CODEBOOKS, "b")


def test_renamed_session_keeps_its_identity_and_those_of_its_parts() -> None:
    record = read(SAMPLE.read_text("utf-8"))
    renamed = replace(record, session=replace(record.session, title="Samtaleflip 3, igen"))
    text = write_session(renamed)
    assert text.count('"guid"') == 1
    assert read(text) == renamed


def test_passages_are_written_a_line_each_with_what_does_not_follow() -> None:
    record = read(SAMPLE.read_text("utf-8"))
    person, session_id = record.participants[3], record.session.id
    places = (
        Passage(PassageId(_part(record, 0)), session_id, 0, 1_500, 9_000, title="Bageriet",
                agenda_item_id=record.agenda[4].id),
        Passage(PassageId(_part(record, 1)), session_id, 1, 20_000, 30_000,
                PassageKind.SILENCED, speaker_id=person.id),
    )  # fmt: skip
    quiet = replace(person, withdrawal=PassageKind.SILENCED)
    people = tuple(quiet if one == person else one for one in record.participants)
    written = write_session(replace(record, passages=places, participants=people))
    lines = written.split('  "passages": [\n')[1].splitlines()
    assert lines[:2] == [
        '    {"from": "00:00:01.5", "to": "00:00:09", "title": "Bageriet", "agenda": "a5"},',
        '    {"from": "00:00:20", "to": "00:00:30", "kind": "silenced", "speaker": "MH"}',
    ]
    assert written.count('"withdrawal": "silenced"') == 1
    assert read(written).passages == places
    assert write_session(read(written)) == written


def test_block_of_another_session_is_not_named() -> None:
    record = read(SAMPLE.read_text("utf-8"))
    elsewhere = AgendaItemId("11111111-1111-4111-8111-111111111111")
    passage = Passage(
        PassageId(_part(record, 0)), record.session.id, 0, 0, 1_000, agenda_item_id=elsewhere
    )
    written = write_session(replace(record, passages=(passage,)))
    assert read(written).passages == (replace(passage, agenda_item_id=None),)


def _part(record: SessionRecord, index: int) -> str:
    return session_ids.part_id(record.session.id, "passage", index)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    record=records(CODEBOOKS)
    .flatmap(with_transcripts)
    .flatmap(with_codings)
    .flatmap(with_materials)
)
def test_any_record_is_read_as_it_was_written(record: SessionRecord) -> None:
    text = write_session(record)
    again = read(text)
    assert again == record
    assert write_session(again) == text


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records(CODEBOOKS), prefix=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_byte_order_mark_and_windows_line_ends_change_nothing(
    record: SessionRecord, prefix: bytes
) -> None:
    data = prefix + write_session(record).replace("\n", "\r\n").encode()
    assert read_session(data, CODEBOOKS, "test") == record
