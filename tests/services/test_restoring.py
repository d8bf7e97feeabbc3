"""Restoring a backup: proven, shown, erased again, and never at the cost of what is there."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge import durable_file
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import restoring as module
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.restore_words import lines_of, summary_of
from flipdesk.services.restoring import SCRATCH, Restoring, restore
from tests.helpers.killed import run_until_touch
from tests.helpers.locked import new_keys
from tests.helpers.rows import Dump, dump

OLDEST = Path(__file__).parents[1] / "knowledge_bases"


def note(desk: Desk, session_id: SessionId, text: str) -> None:
    desk.capturing.commit(session_id, text, Moment(desk.clock.now(), None))


def all_in(folder: Path, clock: ManualClock) -> Dump:
    base = KnowledgeBase.open(folder, clock)
    found = dump(base)
    base.close()
    return found


def test_restored_knowledge_base_is_what_it_was_and_what_was_there_is_a_backup(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    folder = desk.base.folder
    note(desk, session_id, "tidlig note")
    backup, before = desk.base.back_up("running"), dump(desk.base)
    note(desk, session_id, "sen note")
    clock.advance(minutes=5)
    after = dump(desk.base)
    desk.base.close()
    prepared, kept = restore(folder, backup, clock)
    assert all_in(folder, clock) == before
    assert (prepared.sessions, prepared.notes, prepared.erased) == (1, 1, 0)
    assert kept is not None
    restore(folder, kept, clock)
    assert all_in(folder, clock) == after
    assert not (folder / SCRATCH).exists()


def test_preview_counts_what_comes_and_goes(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    for text in ("bliver væk", "ændres", "bliver"):
        note(desk, session_id, text)
    backup = desk.base.back_up("running")
    clock.advance(minutes=1)
    gone, changed, _same = desk.base.reflections.of_session(session_id)
    desk.base.reflections.delete(gone.id)
    desk.capturing.change(changed, text="ændret")
    note(desk, session_id, "ny")
    note(desk, session_id, "ny også")
    clock.advance(minutes=1)
    restoring = Restoring(desk.base.folder, clock)
    prepared = restoring.prepare(backup)
    preview = restoring.preview(prepared, desk.base.back_up("running"))
    restoring.leave()
    (one,) = preview.sessions
    assert (one.notes.back, one.notes.gone, one.notes.other) == (1, 2, 1)
    assert not one.is_back
    assert not one.is_gone
    assert summary_of(preview) == "1 session bliver, som den var."
    assert lines_of(preview)[0] == (
        "Samtaleflip 1 (23. november 2026): 2 noter forsvinder, 1 note kommer igen,"
        " 1 note bliver, som den var"
    )


def test_preview_tells_of_whole_sessions_and_of_nothing_at_all(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    full = desk.base.back_up("running")
    desk.base.sessions.delete(session_id)
    empty = desk.base.back_up("running")
    restoring = Restoring(desk.base.folder, clock)
    come = restoring.preview(restoring.prepare(full), empty)
    go = restoring.preview(restoring.prepare(empty), full)
    same = restoring.preview(restoring.prepare(full), full)
    restoring.leave()
    assert ([one.is_back for one in come.sessions], summary_of(come)) == (
        [True],
        "1 session kommer igen.",
    )
    assert [one.is_gone for one in go.sessions] == [True]
    assert same.is_same


def test_backup_in_which_one_bit_has_turned_is_refused_and_nothing_changes(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    note(desk, session_id, "en note")
    backup = desk.base.back_up("running")
    whole = bytearray(backup.read_bytes())
    whole[whole.index(b"en note")] ^= 1
    backup.write_bytes(whole)
    with pytest.raises(KnownError, match=backup.name):
        Restoring(desk.base.folder, clock).prepare(backup)
    assert not (desk.base.folder / SCRATCH).exists()
    assert backup.read_bytes() == whole


def test_encrypted_backup_is_restored_and_a_plain_one_is_refused(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "låst.flipkb"
    keys, _recovery = new_keys(folder)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values(), keys=keys)
    base.settings.set("en", "to")
    backup = base.back_up("running")
    base.settings.set("en", "tre")
    base.close()
    restore(folder, backup, clock, keys)
    again = KnowledgeBase.open(folder, clock, keys=keys)
    assert again.settings.get("en") == "to"
    again.close()
    with pytest.raises(KnownError, match="krypteret"):
        restore(folder, backup, clock)


def test_backup_of_an_older_flipdesk_is_brought_up_to_date(desk: Desk, clock: ManualClock) -> None:
    folder = desk.base.folder
    oldest = min(OLDEST.glob("*.sqlite"))
    copy = folder / "backups" / "2020-01-01T000000Z-before-migration-1.sqlite"
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(oldest, copy)
    desk.base.close()
    restore(folder, copy, clock)
    base = KnowledgeBase.open(folder, clock)
    assert base.check() == ()
    base.close()


def test_restore_works_when_the_database_is_gone(desk: Desk, clock: ManualClock) -> None:
    folder, before = desk.base.folder, dump(desk.base)
    backup = desk.base.back_up("running")
    desk.base.close()
    (folder / FILE).unlink()
    _prepared, kept = restore(folder, backup, clock)
    assert kept is None
    assert all_in(folder, clock) == before


def test_restore_is_refused_while_it_is_open_and_when_the_disk_refuses(
    desk: Desk, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, before = desk.base.back_up("running"), dump(desk.base)
    with pytest.raises(KnownError):
        restore(desk.base.folder, backup, clock)
    desk.base.settings.set("en", "to")
    after = dump(desk.base)
    desk.base.close()

    def refuse(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(durable_file, "reach_disk", refuse)
        broken.setattr(module, "reach_disk", refuse)
        with pytest.raises(KnownError, match="plads"):
            restore(desk.base.folder, backup, clock)
    assert before != after
    assert all_in(desk.base.folder, clock) == after
    assert not (desk.base.folder / SCRATCH).exists()


def test_kill_at_every_touch_of_a_restore_leaves_one_whole_state(
    desk: Desk, session_id: SessionId, clock: ManualClock, tmp_path: Path
) -> None:
    note(desk, session_id, "før")
    backup, before = desk.base.back_up("running"), dump(desk.base)
    note(desk, session_id, "efter")
    after = dump(desk.base)
    desk.base.close()
    point, over, states = 0, False, set[str]()
    while not over:
        point += 1
        copy = tmp_path / f"{point}.flipkb"
        shutil.copytree(desk.base.folder, copy)
        over = run_until_touch(partial(restore, copy, copy / "backups" / backup.name, clock), point)
        found = all_in(copy, clock)
        assert found in (before, after)
        states.add("before" if found == before else "after")
        if found == before:
            kept = list((copy / "backups").glob("*before-restore*.sqlite"))
            assert len(kept) == 1
    assert point > 20
    assert states == {"before", "after"}
