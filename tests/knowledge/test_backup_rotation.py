"""Old backups give way to proven ones, and to nothing else."""

from pathlib import Path

from flipdesk.domain.clock import ManualClock
from flipdesk.knowledge.backup_manifest import manifest_path
from flipdesk.knowledge.backup_rotation import known_backups, rotate
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def every_ten_minutes(base: KnowledgeBase, clock: ManualClock, *, hours: int) -> list[Path]:
    made = []
    for _ in range(hours * 6):
        clock.advance(minutes=10)
        made.append(base.back_up("running"))
    return made


def test_thinning_removes_backup_and_manifest_and_keeps_what_was_asked_for(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    asked = base.back_up("by-hand")
    before = base.back_up("before-delete")
    made = every_ten_minutes(base, clock, hours=5)
    gone = rotate(base.folder, clock.now())
    assert len(gone) == 30 - 13 - 3
    left = {one.path for one in known_backups(base.folder)}
    assert left == {asked, before, *made} - {*gone}
    assert not any(manifest_path(one).exists() for one in gone)
    assert rotate(base.folder, clock.now()) == ()


def test_nothing_goes_while_too_few_of_the_rest_are_proven(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    made = every_ten_minutes(base, clock, hours=4)
    clock.advance(days=400)
    for one in made[-3:-1]:
        whole = bytearray(one.read_bytes())
        whole[len(whole) // 2] ^= 1
        one.write_bytes(whole)
    assert rotate(base.folder, clock.now()) == ()
    assert set(base.backups()) == set(made)


def test_what_has_no_manifest_or_another_size_never_goes_and_never_counts(
    base: KnowledgeBase, clock: ManualClock
) -> None:
    made = every_ten_minutes(base, clock, hours=4)
    manifest_path(made[0]).unlink()
    manifest_path(made[1]).write_text('{"format": 1, "rows": []}')
    made[2].write_bytes(made[2].read_bytes() + b"x")
    clock.advance(days=400)
    rotate(base.folder, clock.now())
    assert set(base.backups()) == {*made[:3], *made[-3:]}
