"""Four clocks: what is due, what is shown, and that nothing goes but on somebody's word."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.retention import Due, KeepingTimes, Kept, months_after
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.services import erasing_files
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.overview import Overview, Wait
from flipdesk.services.series_planning import NewSession
from flipdesk.services.sound_folders import sound_folders

NEEDLE = b"det her er lyden af en stemme"
TODAY = date(2028, 1, 15)


def with_sound(desk: Desk, session_id: SessionId) -> Path:
    """Put sound, an import and a clip on the disk, and let the knowledge base know of them."""
    own = desk.base.recording_folder(session_id)
    for name, is_clip in (("", False), ("imported-1234abcd", False), ("imported-klip0001", True)):
        folder = own / name if name else own
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "segment-0001-at-000000000000.wav").write_bytes(NEEDLE)
        recording_id = RecordingId(new_guid())
        segment = Segment(
            SegmentId(new_guid()),
            recording_id,
            "segment-0001-at-000000000000.wav",
            0,
            48_000 * 60 * 90,
        )
        desk.base.recordings.add(
            Recording(
                recording_id,
                session_id,
                folder.relative_to(desk.base.folder).as_posix(),
                "Bordmikrofon",
                48_000,
                1,
                datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
                datetime(2026, 11, 23, 11, 0, tzinfo=UTC),
                segments=(segment,),
                is_clip=is_clip,
            )
        )
    return own


def kinds(found: tuple[Due, ...]) -> list[Kept]:
    return [one.kept for one in found]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 23), 13, date(2027, 12, 23)),
        (date(2026, 12, 31), 60, date(2031, 12, 31)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_same_day_some_months_later(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_nothing_is_due_until_somebody_has_chosen(desk: Desk, session_id: SessionId) -> None:
    with_sound(desk, session_id)
    assert desk.retention.due(date(2100, 1, 1)) == ()


def test_each_clock_runs_by_itself(desk: Desk, session_id: SessionId, clock: ManualClock) -> None:
    with_sound(desk, session_id)
    desk.capturing.commit(session_id, "En tanke", Moment(clock.now()))
    held = date(2026, 11, 23)
    for kept, months in ((Kept.SOUND, 6), (Kept.REFLECTIONS, 12)):
        desk.history.record(desk.retention.choose(kept, months))
    assert kinds(desk.retention.due(months_after(held, 6) - timedelta(days=1))) == []
    (sound,) = desk.retention.due(months_after(held, 6))
    assert (sound.kept, sound.day, sound.count) == (Kept.SOUND, months_after(held, 6), 270)
    assert kinds(desk.retention.due(held, ahead=timedelta(days=400))) == [
        Kept.SOUND,
        Kept.REFLECTIONS,
    ]
    desk.history.undo()
    assert kinds(desk.retention.due(date(2040, 1, 1))) == [Kept.SOUND]


def test_session_with_a_day_of_its_own_goes_by_that(desk: Desk, session_id: SessionId) -> None:
    with_sound(desk, session_id)
    desk.retention.choose(Kept.SOUND, 6)
    desk.retention.set_day([session_id], Kept.SOUND, date(2030, 1, 1))
    assert desk.retention.due(date(2029, 12, 31)) == ()
    desk.retention.set_day([session_id], Kept.SOUND, None)
    assert kinds(desk.retention.due(date(2029, 12, 31))) == [Kept.SOUND]


def test_sound_goes_with_every_file_and_the_log_says_so(desk: Desk, session_id: SessionId) -> None:
    own = with_sound(desk, session_id)
    desk.retention.choose(Kept.SOUND, 6)
    (due,) = desk.retention.due(TODAY)
    desk.retention.delete(due)
    assert not own.exists()
    assert not any(NEEDLE in path.read_bytes() for path in files(desk.base.folder))
    assert desk.base.recordings.of_session(session_id) == ()
    (log,) = desk.base.deletions.of_session(session_id)
    assert (log.kept, log.due_on) == (Kept.SOUND, due.day)
    assert desk.retention.due(TODAY) == ()
    assert len(desk.base.record(session_id).participants) == 2


def test_sound_that_cannot_go_is_told_and_gone_on_with(
    desk: Desk, session_id: SessionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = with_sound(desk, session_id)
    desk.retention.choose(Kept.SOUND, 6)
    (due,) = desk.retention.due(TODAY)

    def refuse(path: Path) -> None:
        raise OSError(16, "Device or resource busy", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuse)
        report = desk.retention.delete(due)
    assert report is not None
    assert "busy" in report.refused[0][1]
    (entry,) = desk.erasure.erasing.unfinished()
    assert desk.erasure.resume(entry).is_whole
    assert not own.exists()
    assert desk.erasure.erasing.unfinished() == ()


def test_sound_that_is_being_recorded_stays(
    desk: Desk, session_id: SessionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = with_sound(desk, session_id)
    desk.retention.choose(Kept.SOUND, 6)
    (due,) = desk.retention.due(TODAY)
    monkeypatch.setattr(erasing_files, "is_recorded_into", lambda folder: folder == own)
    with pytest.raises(KnownError):
        desk.retention.delete(due)
    assert own.exists()
    assert desk.retention.due(TODAY) == (due,)


def test_row_that_leads_out_of_the_folder_deletes_nothing_there(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    with_sound(desk, session_id)
    outside = tmp_path / "andet"
    outside.mkdir()
    (one, *_rest) = desk.base.recordings.of_session(session_id)
    desk.base.recordings.save(
        Recording(one.id, session_id, "../andet", one.device, 48_000, 1, one.started)
    )
    folders = sound_folders(desk.base, session_id)
    assert outside not in [folder.resolve() for folder in folders]


def test_key_list_is_due_when_every_session_of_the_series_is(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    session = desk.base.sessions.get(session_id)
    assert session is not None
    (person, _other) = desk.base.participants.of_session(session_id)
    pseudonym = Pseudonym(Role.CASEWORKER, "Nordby", 1)
    desk.pseudonyms.keep(session.series_id, {person.person_id: pseudonym})
    later, _step = desk.planning.add_session(
        NewSession(session.series_id, "Samtaleflip 2", clock.now() + timedelta(days=365))
    )
    desk.retention.choose(Kept.KEY, 6)
    assert desk.retention.due(date(2027, 6, 1)) == ()
    (due,) = desk.retention.due(TODAY + timedelta(days=365))
    assert (due.kept, due.count, due.sessions) == (Kept.KEY, 1, (session_id, later))
    desk.retention.delete(due)
    (entry,) = desk.base.pseudonym_key.entries(session.series_id)
    assert entry.person_id is None
    (log,) = desk.base.deletions.all()
    assert (log.session_id, log.series_id) == (None, session.series_id)


def test_what_is_put_off_is_due_later(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    desk.capturing.commit(session_id, "En tanke", Moment(clock.now()))
    desk.retention.choose(Kept.REFLECTIONS, 6)
    (due,) = desk.retention.due(TODAY)
    desk.history.record(desk.retention.put_off(due, TODAY + timedelta(days=365)))
    assert desk.retention.due(TODAY) == ()
    desk.history.undo()
    assert kinds(desk.retention.due(TODAY)) == [Kept.REFLECTIONS]


def test_example_is_left_out_and_home_tells_of_the_rest(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    with_sound(desk, session_id)
    desk.retention.choose(Kept.SOUND, 6)
    soon = datetime(2027, 5, 15, 8, 0, tzinfo=UTC)
    waiting = {one.reason: one for one in Overview(desk.base).home(soon).waiting}
    (thing,) = waiting[Wait.RETENTION].things
    assert (thing.text, thing.day) == (word(Kept.SOUND), date(2027, 5, 23))
    early = datetime(2027, 5, 1, 8, 0, tzinfo=UTC)
    assert Wait.RETENTION not in {one.reason for one in Overview(desk.base).home(early).waiting}
    assert desk.base.recording_folder(session_id).exists()


def test_damaged_setting_is_no_setting(desk: Desk) -> None:
    for text in ("{", "[]", '{"sound": "x"}', '{"andet": 3}'):
        desk.base.settings.set("retention", text)
        assert desk.retention.times == KeepingTimes()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
