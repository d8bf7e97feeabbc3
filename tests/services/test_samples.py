"""The samples that FlipDesk carries: sound, fictional and told as such, true to themselves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeStatus, SessionState
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import History
from flipdesk.services.samples import EXAMPLE, add_samples, sample_files
from flipdesk.services.session_files import SessionFiles

CODEBOOKS = load_shipped("da")
CLOCK = ManualClock(datetime(2021, 4, 22, 6, 52, tzinfo=UTC))
FILES = pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)


@pytest.fixture
def own_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.create(tmp_path / "prøve.flipkb", CLOCK, CODEBOOKS.values())
    yield base
    base.close()


def read(path: Path) -> SessionRecord:
    return read_session(path.read_bytes(), CODEBOOKS, path.name)


@FILES
def test_sample_is_written_as_it_was_read(path: Path) -> None:
    assert write_session(read(path)).encode() == path.read_bytes()


@FILES
def test_plan_fills_the_time_there_is(path: Path) -> None:
    record = read(path)
    planned = timedelta(minutes=sum(item.minutes for item in record.agenda))
    assert record.session.starts + planned == record.session.ends


@FILES
def test_everything_was_said_by_somebody_there_while_its_item_ran(path: Path) -> None:
    record = read(path)
    items = {item.id: item for item in record.agenda}
    for one in record.reflections:
        said, speaker = moment(record, one), record.participant(one.speaker_id)
        assert speaker is not None, one.text
        assert speaker.attendance.came, one.text
        assert speaker.arrived is None or speaker.arrived <= said, one.text
        assert speaker.left is None or said < speaker.left, one.text
        item = items[one.agenda_item_id] if one.agenda_item_id else None
        assert item is not None, one.text
        assert item.started is not None, one.text
        assert item.ended is not None, one.text
        assert item.started <= said < item.ended, one.text


@FILES
def test_outcomes_came_before_the_end(path: Path) -> None:
    record = read(path)
    ended = record.agenda[-1].ended
    for one in record.outcomes:
        assert ended is not None
        assert moment(record, one) <= ended, one.text


def moment(record: SessionRecord, one: Reflection | Outcome) -> datetime:
    start = record.recording_start()
    if one.said_at is not None:
        return one.said_at
    assert start is not None
    assert one.at_ms is not None
    return start + timedelta(milliseconds=one.at_ms)


def test_samples_are_marked_and_undone_as_one_step(own_base: KnowledgeBase) -> None:
    imported = add_samples(own_base, CLOCK)
    assert imported.session_id == read(named(EXAMPLE)).session.id
    assert imported.is_new
    assert len(own_base.sessions.all()) == len(sample_files())
    assert all(series.is_sample for series in own_base.series.all())
    assert '"sample": true' in SessionFiles(own_base, CLOCK).text(imported.session_id)
    history = History(own_base)
    history.record(imported.step)
    history.undo()
    assert own_base.series.all() == ()
    assert own_base.sessions.all() == ()


def test_samples_again_change_nothing(own_base: KnowledgeBase) -> None:
    add_samples(own_base, CLOCK)
    again = add_samples(own_base, CLOCK)
    assert not again.step.changes
    assert not again.is_new
    assert not again.differs


def test_a_sample_taken_in_by_hand_is_marked_with_the_others(own_base: KnowledgeBase) -> None:
    files = SessionFiles(own_base, CLOCK)
    by_hand = files.import_data(named(EXAMPLE).read_bytes(), EXAMPLE)
    assert not own_base.record(by_hand.session_id).series.is_sample
    add_samples(own_base, CLOCK)
    assert all(series.is_sample for series in own_base.series.all())


def test_nordby_has_a_memory(own_base: KnowledgeBase) -> None:
    example = own_base.record(add_samples(own_base, CLOCK).session_id)
    sessions = own_base.sessions.of_series(example.series.id)
    assert [session.number for session in sessions] == [1, 2, 3, 4]
    assert [session.state for session in sessions] == [*[SessionState.ENDED] * 3, "planned"]
    left = {one.text: one for one in own_base.outcomes.of_session(sessions[1].id)}
    assert left["Hvem følger op efter samtalen?"].status is OutcomeStatus.OPEN
    assert left["Finde eksempler på gribning"].is_overdue(date(2021, 4, 22))
    assert left["Hvad er et hensyn?"].status is OutcomeStatus.ANSWERED


def test_five_municipalities_and_every_potential(own_base: KnowledgeBase) -> None:
    add_samples(own_base, CLOCK)
    assert len({series.organisation for series in own_base.series.all()}) == 5
    used = {
        slug
        for session in own_base.sessions.all()
        for one in own_base.reflections.of_session(session.id)
        for slug in one.potentials
    }
    assert used == {"strategi", "helhed", "samtale", "inddragelse", "virksomhed", "viden"}


def named(name: str) -> Path:
    (path,) = (path for path in sample_files() if path.name == name)
    return path
