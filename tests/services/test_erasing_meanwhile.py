"""What was begun before an erasure and ends after it brings nobody back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.said import Said
from flipdesk.errors import KnownError
from flipdesk.knowledge import backup as backup_module
from flipdesk.knowledge.backup_manifest import measured
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import backup_elsewhere
from flipdesk.services.backup_elsewhere import copy_elsewhere
from flipdesk.services.desk import Desk
from flipdesk.services.erasing_files import FileResult, FileWork, do_files
from flipdesk.services.hearing import Hearing
from flipdesk.services.restoring import Restoring
from flipdesk.ui.jobs import Progress
from flipdesk.ui.sound_keeper import _compress
from tests.helpers.needles import complete, hits, plant
from tests.helpers.nordby import nordby
from tests.services.test_every_mutation import filled
from tests.ui.rooms.compile.listening_room import loud, stored_recording


@pytest.fixture
def room(desk: Desk) -> SessionId:
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    return session_id


def erase_rows(desk: Desk, person_id: Any) -> FileWork:
    """Erase as the window does, up to the job that sees to the files."""
    plan = desk.erasure.erasing.find_person(person_id)
    work = desk.erasure.work(plan)
    desk.erasure.begin(plan, {}, work)
    desk.erasure.erasing.finish_minutes(plan)
    desk.base.upkeep.scrub()
    return work


def first_time(act: Callable[[], None], real: Callable[..., Any]) -> Callable[..., Any]:
    waiting = [act]

    def call(*args: Any, **words: Any) -> Any:
        if waiting:
            waiting.pop()()
        return real(*args, **words)

    return call


def test_backup_that_was_being_checked_is_rewritten_too(
    desk: Desk, room: SessionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = plant(desk, room)
    jobs: list[Thread] = []
    results: list[FileResult] = []

    def erase() -> None:
        work = erase_rows(desk, person_id)
        jobs.append(Thread(target=lambda: results.append(do_files(work))))
        jobs[0].start()
        jobs[0].join(1)

    monkeypatch.setattr(backup_module, "measured", first_time(erase, measured))
    desk.backing_up.work("running")(lambda: True)
    jobs[0].join()
    assert [one.rewritten for one in results] == [1]
    assert hits(desk.base.folder) == {}


@pytest.mark.parametrize("is_done", [False, True])
def test_copy_for_another_disk_that_was_being_written_is_not_left(
    desk: Desk, room: SessionId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool
) -> None:
    person_id, usb = plant(desk, room), tmp_path / "usb"
    usb.mkdir()
    backup = desk.base.back_up("by-hand")

    def erase() -> None:
        if is_done:
            desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
        else:
            erase_rows(desk, person_id)

    monkeypatch.setattr(backup_elsewhere, "reach_disk", first_time(erase, reach_disk))
    copy = partial(copy_elsewhere, desk.base.folder, backup, usb, desk.base.uses, lambda: True)
    with pytest.raises(KnownError, match="slettes"):
        copy()
    assert list(usb.iterdir()) == []
    if is_done:
        assert hits(copy()) == {}


def test_backup_that_was_looked_at_is_erased_again_before_it_is_restored(
    desk: Desk, room: SessionId
) -> None:
    person_id = plant(desk, room)
    restoring = Restoring(desk.base.folder, desk.clock)
    prepared = restoring.prepare(desk.base.back_up("by-hand"))
    desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    desk.base.close()
    restoring.settle(prepared)
    assert hits(desk.base.folder) == {}


def test_what_was_being_heard_of_a_passage_is_not_written_down(
    desk: Desk, session_id: SessionId
) -> None:
    recording = stored_recording(desk.base, session_id, [(0, loud(60_000))])[0]
    hearing = Hearing(desk.base, SystemClock())
    draft, _changes = hearing.begin(recording, "faster-whisper")
    desk.erasure.run(desk.erasure.erasing.find_passage(session_id, 10_000, 20_000), {})
    said = [Said(0, 10_000, "Før"), Said(12_000, 19_000, "Slettet"), Said(20_000, 30_000, "Efter")]
    hearing.keep(draft.id, (0, 30_000), said)
    segments = desk.base.transcript_segments.of_transcript(draft.id)
    assert [one.text for one in segments] == ["Før", "Efter"]


def test_what_a_kill_left_of_a_backup_or_a_rescue_is_gone_at_the_next_opening(
    desk: Desk, room: SessionId
) -> None:
    plant(desk, room)
    backup = desk.base.back_up("by-hand")
    for left in (
        backup.with_name(".erasing-2020-01-01T000000Z-gone"),
        desk.base.folder / ".rescue",
    ):
        left.mkdir()
        (left / "knowledge.sqlite").write_bytes(backup.read_bytes())
    desk.base.close()
    KnowledgeBase.open(desk.base.folder, desk.clock).close()
    assert {one.split("/")[0] for one in hits(desk.base.folder)} == {"backups", "knowledge.sqlite"}
    assert list(backup.parent.glob(".*")) == []


def test_sound_is_cut_only_when_it_is_not_being_made_smaller(
    desk: Desk, session_id: SessionId
) -> None:
    stored_recording(desk.base, session_id, [(0, loud(3_000))])
    folder = desk.base.recording_folder(session_id)
    plan = desk.erasure.erasing.find_passage(session_id, 1_000, 2_000)
    work = desk.erasure.work(plan)
    before = sorted(one.name for one in folder.iterdir())
    cut, smaller = Thread(target=do_files, args=(work,)), Event()
    with desk.base.sound_work:
        cut.start()
        cut.join(1)
        assert cut.is_alive()
        assert sorted(one.name for one in folder.iterdir()) == before
        keeper = partial(_compress, folder, lambda _folder: None, desk.base.sound_work)

        def make_smaller() -> None:
            keeper(Progress(lambda _percent: None))
            smaller.set()

        other = Thread(target=make_smaller)
        other.start()
        assert not smaller.wait(0.2)
    cut.join()
    other.join()
    assert smaller.is_set()
