"""Recordings made elsewhere find their place on the session's timeline."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio.foreign_sound import inspect_sound
from flipdesk.audio.import_sound import ImportedSound, import_sound
from flipdesk.domain.ids import MarkerId, SessionId, new_guid
from flipdesk.domain.reflection import Marker
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.recovery import Recovery
from flipdesk.services.sound_import import ImportPlan, SoundImport
from flipdesk.services.sound_keeping import SoundKeeping
from tests.services.test_sound_keeping import record

RATE = 16_000


@pytest.fixture
def imports(desk: Desk) -> SoundImport:
    return SoundImport(desk.base)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten seconds, each of them another level."""
    path = tmp_path / "Diktafon 1.wav"
    levels = np.repeat(np.arange(10, dtype=np.int16) * 1_000 + 100, RATE)
    soundfile.write(path, levels, RATE, "PCM_16")
    return path


def carry_out(plan: ImportPlan) -> ImportedSound:
    made = import_sound(plan.path, plan.folder, plan.placement, recording=plan.recording)
    assert made is not None
    return made


def add_marker(desk: Desk, session_id: SessionId, **values: object) -> Marker:
    marker = Marker(MarkerId(new_guid()), session_id, 0, "Klappet", **values)  # type: ignore[arg-type]
    desk.base.markers.add(marker)
    return marker


def test_without_a_recording_the_imported_one_defines_zero(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    begins = datetime(2021, 4, 22, 9, 30)
    made = carry_out(imports.plan_by_clock(session_id, inspect_sound(file), begins))
    assert imports.settle(session_id, made).touches("recording", "segment")
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.started == datetime(2021, 4, 22, 7, 30, tzinfo=UTC)
    assert recording.source == "Diktafon 1.wav"
    assert recording.length_ms == 10_000
    assert recording.segments[0].first_sample == 0
    assert desk.base.record(session_id).recording_start() == recording.started
    assert SoundKeeping(desk.base).pending() == ()
    assert Recovery(desk.base).find() == ()
    assert desk.base.record(session_id).moment(2_000, None) == recording.started + timedelta(
        seconds=2
    )


def test_default_is_the_time_it_was_written_less_its_length(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    record(desk, session_id)
    zero = desk.base.record(session_id).recording_start()
    assert zero is not None
    ended = zero.timestamp() + 70
    os.utime(file, (ended, ended))
    plan = imports.plan_by_clock(session_id, inspect_sound(file))
    assert plan.placement.zero == zero
    assert plan.placement.offset_ms == pytest.approx(60_000, abs=2)


def test_own_recording_keeps_its_zero_and_its_place(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    record(desk, session_id)
    (own,) = desk.base.recordings.of_session(session_id)
    begins = own.started - timedelta(seconds=4)
    made = carry_out(imports.plan_by_clock(session_id, inspect_sound(file), begins))
    imports.settle(session_id, made)
    assert made.left_out_ms == 4_000
    assert made.contents.total_ms == 6_000
    recordings = desk.base.recordings.of_session(session_id)
    assert {one.started for one in recordings} == {own.started}
    assert desk.base.record(session_id).recording_start() == own.started
    record(desk, session_id, ms=1_000)
    after = desk.base.recordings.get(own.id)
    assert after is not None
    assert after.samples > own.samples
    assert len(desk.base.recordings.of_session(session_id)) == 2


@pytest.mark.parametrize("recorded", [True, False])
def test_marker_tells_the_place(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path, recorded: bool
) -> None:
    if recorded:
        record(desk, session_id)
    marker = add_marker(desk, session_id, at_ms=62_000)
    found = imports.marker(session_id, "klappet")
    assert found == imports.marker(session_id, marker.id[:6]) == marker
    plan = imports.plan_by_marker(session_id, inspect_sound(file), marker, 2_000)
    assert plan.placement.offset_ms == 60_000
    imports.settle(session_id, carry_out(plan))
    imported = next(one for one in desk.base.recordings.of_session(session_id) if one.source)
    assert imported.segments[0].first_sample == 60 * RATE
    assert imported.started == desk.base.record(session_id).recording_start()


def test_marker_with_a_time_of_day_alone_tells_the_place(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    said = datetime(2021, 4, 22, 9, 30, tzinfo=UTC)
    marker = add_marker(desk, session_id, said_at=said)
    plan = imports.plan_by_marker(session_id, inspect_sound(file), marker, 3_000)
    assert plan.placement.zero == said - timedelta(seconds=3)
    assert plan.placement.offset_ms == 0


def test_what_has_no_place_is_refused_with_advice(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    record(desk, session_id)
    (own,) = desk.base.recordings.of_session(session_id)
    sound = inspect_sound(file)
    for hours in (-1, 49):
        with pytest.raises(KnownError, match=r"Diktafon 1\.wav"):
            imports.plan_by_clock(session_id, sound, own.started + timedelta(hours=hours))
    with pytest.raises(KnownError, match="Klappet"):
        imports.plan_by_marker(session_id, sound, add_marker(desk, session_id), 0)
    with pytest.raises(KnownError, match="Klappet"):
        imports.marker(session_id, "Bordet rundt")
    add_marker(desk, session_id)
    with pytest.raises(KnownError, match="flere"):
        imports.marker(session_id, "klappet")


def test_night_the_clocks_change_does_not_move_the_sound(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    first = carry_out(
        imports.plan_by_clock(session_id, inspect_sound(file), datetime(2026, 10, 25, 1, 30))
    )
    imports.settle(session_id, first)
    plan = imports.plan_by_clock(session_id, inspect_sound(file), datetime(2026, 10, 25, 3, 30))
    assert plan.placement.offset_ms == 3 * 3_600_000


def test_killed_before_it_was_stored_it_is_taken_back_as_what_it_is(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    record(desk, session_id)
    (own,) = desk.base.recordings.of_session(session_id)
    plan = imports.plan_by_clock(
        session_id, inspect_sound(file), own.started + timedelta(seconds=30)
    )
    made = carry_out(plan)
    recovery = Recovery(desk.base)
    (found,) = recovery.find()
    assert found.title == "Samtaleflip 1"
    recovery.take_back(found)
    recording = desk.base.recordings.get(plan.recording)
    assert recording is not None
    assert (recording.source, recording.started) == ("Diktafon 1.wav", own.started)
    assert recording.samples == made.contents.end_sample
    assert recovery.find() == ()


def test_session_deleted_meanwhile_is_no_error(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    made = carry_out(imports.plan_by_clock(session_id, inspect_sound(file)))
    desk.planning.delete_session(session_id)
    assert not imports.settle(session_id, made)
    shutil.rmtree(made.contents.folder)


def test_session_file_carries_what_is_known_of_an_import(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    made = carry_out(imports.plan_by_clock(session_id, inspect_sound(file)))
    imports.settle(session_id, made)
    text = desk.files.text(session_id)
    before = desk.base.recordings.of_session(session_id)
    desk.files.delete(session_id)
    desk.files.import_data(text.encode(), "x")
    assert [one.source for one in desk.base.recordings.of_session(session_id)] == [before[0].source]
