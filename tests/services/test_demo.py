"""The demo does the whole job, and can be run again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.demo import SECONDS, Demo
from flipdesk.services.series_planning import SeriesPlanning

CLOCK = ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture
def own_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.create(tmp_path / "kb.flipkb", CLOCK, load_shipped("da").values())
    yield base
    base.close()


def test_demo_records_writes_and_finds(own_base: KnowledgeBase, tmp_path: Path) -> None:
    made = Demo(own_base, CLOCK, ProcessRecorder).run(tmp_path, "da")
    assert made.record.series.is_sample
    assert made.recording.length_ms == SECONDS * 1000
    assert made.recording.started.isoformat() == "2021-04-22T09:32:00+02:00"
    assert made.recording.segments[0].sha256 is not None
    sound = made.recording_folder / made.recording.segments[0].file_name
    assert sound.stat().st_size > SECONDS * 48_000 * 2
    assert made.minutes_file.read_bytes() == own_base.minutes.document(made.minutes.id)
    assert made.hits
    assert all("bageri" in hit.text.casefold() for hit in made.hits)


def test_demo_again_adds_only_minutes(own_base: KnowledgeBase, tmp_path: Path) -> None:
    first = Demo(own_base, CLOCK, ProcessRecorder).run(tmp_path, "da")
    again = Demo(own_base, CLOCK, ProcessRecorder).run(tmp_path, "da")
    assert again.recording == first.recording
    assert again.minutes.version == 2
    assert again.minutes_file != first.minutes_file


def test_demo_keeps_out_of_ones_own_sessions(own_base: KnowledgeBase, tmp_path: Path) -> None:
    SeriesPlanning(own_base, CLOCK).add_series("Mit forløb", "Åkær Kommune", None)
    with pytest.raises(KnownError, match="dine egne"):
        Demo(own_base, CLOCK, ProcessRecorder).run(tmp_path, "da")
    assert own_base.sessions.all() == ()
