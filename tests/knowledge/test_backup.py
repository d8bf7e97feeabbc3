"""Backups are whole knowledge bases or not there at all."""

import os
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SeriesId, new_guid
from flipdesk.domain.series import Series
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge import backup
from flipdesk.knowledge.codebooks import CodebookStore
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.engine import connect
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
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
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
    base: KnowledgeBase, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def harmed(path: str, _key: bytes | None) -> object:
        class Harmed:
            """A copy whose pages are not what was written."""

            def __init__(self) -> None:
                self._real = connect(path)

            def execute(self, words: str) -> "Harmed":
                return self

            def fetchone(self) -> tuple[str]:
                return ("row 1 missing from index",)

            def close(self) -> None:
                self._real.close()

        return Harmed()

    class Source:
        """The open database; what is copied does not matter here."""

        def backup(self, copy: object, *, pages: int) -> None:
            assert pages == -1

    monkeypatch.setattr(backup, "connect", harmed)
    with pytest.raises(KnownError, match="backups"):
        backup.back_up(Source(), base.folder, clock, "manual")  # type: ignore[arg-type]
    assert base.backups() == ()


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
