"""Backups are whole knowledge bases or not there at all."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SeriesId, new_guid
from flipdesk.domain.series import Series
from flipdesk.errors import BugError, KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge import backup
from flipdesk.knowledge.backup import CopyGivenUpError
from flipdesk.knowledge.backup_manifest import is_as_made, manifest_path, read_manifest
from flipdesk.knowledge.codebooks import CodebookStore
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.engine import Connection, connect
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def add_series(base: KnowledgeBase, title: str) -> None:
    with base.atomic():
        base.series.add(Series(SeriesId(new_guid()), title))


def test_backup_opens_as_a_knowledge_base_with_everything_in_it(
    base: KnowledgeBase, clock: ManualClock, tmp_path: Path
) -> None:
    add_series(base, "før")
    kept = base.back_up("manual")
    add_series(base, "efter")
    assert kept.name == "2026-11-23T080000Z-manual.sqlite"
    assert {path.name for path in kept.parent.iterdir()} == {kept.name, manifest_path(kept).name}
    restored = tmp_path / "igen.flipkb"
    restored.mkdir()
    (restored / FILE).write_bytes(kept.read_bytes())
    again = KnowledgeBase.open(restored, clock)
    assert [one.title for one in again.series.all()] == ["før"]
    assert again.check() == ()
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_backup_is_read_by_its_owner_alone(base: KnowledgeBase) -> None:
    kept = base.back_up("manual")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_backups_of_one_second_are_all_kept_and_the_newest_day_stands_first(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    first, second = base.back_up("manual"), base.back_up("manual")
    assert first != second
    clock.advance(milliseconds=86_400_000)
    third = base.back_up("delete")
    assert base.backups()[0] == third
    assert set(base.backups()) == {first, second, third}


@pytest.mark.parametrize("step", ["_copy", "reach_disk"])
def test_backup_that_fails_says_so_and_leaves_no_half_copy(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(backup, step, refuse)
        with pytest.raises(KnownError, match="backups"):
            base.back_up("manual")
    assert base.backups() == ()
    assert list((base.folder / "backups").iterdir()) == []
    assert base.back_up("manual").exists()


def test_copy_that_does_not_pass_its_check_does_not_count(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup._copy

    def harm(connection: Connection, target: Path, *rest: Any) -> None:
        real(connection, target, *rest)
        whole = bytearray(target.read_bytes())
        whole[40_960:45_056] = bytes(4_096)
        target.write_bytes(whole)

    monkeypatch.setattr(backup, "_copy", harm)
    with pytest.raises(KnownError, match="backups"):
        base.back_up("manual")
    assert list((base.folder / "backups").iterdir()) == []


def test_copy_that_lacks_a_row_does_not_count(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_series(base, "første")
    real = backup._copy

    def lose(connection: Connection, target: Path, *rest: Any) -> None:
        real(connection, target, *rest)
        copy = connect(str(target))
        copy.execute("delete from series")
        copy.close()

    monkeypatch.setattr(backup, "_copy", lose)
    with pytest.raises(KnownError, match="backups"):
        base.back_up("manual")
    assert base.backups() == ()


def test_manifest_counts_and_hashes_what_the_backup_holds(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    add_series(base, "en")
    add_series(base, "to")
    kept = base.back_up("by-hand")
    manifest = read_manifest(kept)
    assert manifest is not None
    assert (manifest.made, manifest.reason) == (clock.now(), "by-hand")
    assert manifest.sha256 == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert manifest.rows["series"] == 2
    assert manifest.rows["code"] > 20
    assert not any("_fts" in name for name in manifest.rows)
    assert is_as_made(kept, manifest)
    whole = bytearray(kept.read_bytes())
    whole[-1] ^= 1
    kept.write_bytes(whole)
    assert not is_as_made(kept, manifest)


def test_what_is_written_while_a_copy_is_made_on_another_thread_is_in_it(
    base: KnowledgeBase,
) -> None:
    for number in range(200):
        add_series(base, f"{number} " + "x" * 8_000)
    work, written = base.backing_up("running"), 0
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work, lambda: True)
        while not future.done():
            add_series(base, f"imens {written}")
            written += 1
            time.sleep(0.001)  # a person pauses between notes, too
        kept = future.result()
    copy = connect(str(kept))
    (found,) = copy.execute("select count(*) from series where title like 'imens%'").fetchone()
    copy.close()
    assert written > 3
    assert 0 < found <= written


def test_database_refuses_every_other_thread(base: KnowledgeBase) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(BugError, match="thread"):
        pool.submit(base.series.all).result()


def test_copy_that_is_given_up_leaves_nothing(base: KnowledgeBase) -> None:
    with pytest.raises(CopyGivenUpError):
        base.backing_up("running")(lambda: False)
    assert list((base.folder / "backups").iterdir()) == []


def test_what_was_cut_off_is_cleared_away_by_the_next_backup(base: KnowledgeBase) -> None:
    whole = base.back_up("by-hand")
    left = whole.with_name(".2026-11-23T075000Z-running.part")
    left.write_bytes(b"half")
    manifest_path(whole.with_name("2026-11-23T075000Z-running.sqlite")).write_text("{}")
    second = base.back_up("by-hand")
    assert {one.name for one in whole.parent.iterdir()} == {
        name for one in (whole, second) for name in (one.name, manifest_path(one).name)
    }


def test_knowledge_base_whose_codebooks_fail_is_not_left_half_made(
    tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ny.flipkb"
    shipped = load_shipped("da").values()

    def refuse(*_arguments: object) -> None:
        raise KnownError("disken er fuld")

    with monkeypatch.context() as broken:
        broken.setattr(CodebookStore, "ensure", refuse)
        with pytest.raises(KnownError, match="disken er fuld"):
            KnowledgeBase.create(folder, clock, shipped)
    assert not KnowledgeBase.exists(folder)
    base = KnowledgeBase.create(folder, clock, shipped)
    assert base.codebooks.all()
    base.close()
