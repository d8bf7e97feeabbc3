"""Backups under load, cut off at every moment, and on a disk that is full."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from flipdesk.domain.backup import LEAST, Backup
from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.backup_manifest import is_as_made, row_counts
from flipdesk.knowledge.backup_rotation import known_backups, rotate
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from tests.faults.backing_up import BEGIN
from tests.faults.disks import fill, lacking, small_disk
from tests.helpers.figures import Figures
from tests.helpers.killed import run_until_touch

RUNS = int(os.environ.get("FLIPDESK_FAULT_RUNS", "20"))
WHY_NOT = lacking()
pytestmark = pytest.mark.slow


def hashed(folder: Path) -> list[Backup]:
    """Return the backups that count, after reading every one; one that lies fails the test."""
    found = [one for one in known_backups(folder) if one.manifest is not None]
    for one in found:
        assert one.manifest is not None
        assert is_as_made(one.path, one.manifest), one.path
    return found


def proven(folder: Path) -> list[Path]:
    """Return the backups that count, after opening and checking every one, too."""
    found = hashed(folder)
    for one in found:
        assert one.manifest is not None
        copy = connect(str(one.path))
        assert copy.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert row_counts(copy) == one.manifest.rows
        copy.close()
    return [one.path for one in found]


def rows_in(database: Path) -> int:
    copy = connect(str(database))
    (count,) = copy.execute("select count(*) from setting where id like 'row-%'").fetchone()
    copy.close()
    return int(count)


def test_kill_of_a_writer_whose_backups_are_made_beside_it(
    tmp_path: Path, figures: Figures
) -> None:
    lost = unverified = made_backups = 0
    for run in range(RUNS):
        folder = tmp_path / f"{run}.flipkb"
        program = [sys.executable, "-m", "tests.faults.backing_up", str(folder)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told = [writer.stdout.readline()]
            time.sleep(random.Random(run).uniform(0.3, 1.5))
            writer.send_signal(signal.SIGKILL)
            told += [line for line in writer.stdout if line.endswith("\n")]
        said = [line.split() for line in told]
        written = max(int(words[1]) for words in said if words[0] == "wrote")
        there = {path.name: path for path in proven(folder)}
        unverified += len(list_backups(folder)) - len(there)
        for words in said:
            if words[0] == "made" and words[2] in there:
                made_backups += 1
                lost += max(0, int(words[1]) - rows_in(there[words[2]]))
        base = open_or_create(folder, ManualClock(BEGIN))
        base.back_up("by-hand")
        base.close()
        lost += max(0, written - rows_in(folder / FILE))
        assert not list((folder / "backups").glob(".*"))
    figures.add("kill -9 in a backup, backups that lie", unverified, "backups", "0")
    figures.add("kill -9 in a backup, rows lost in it or the knowledge base", lost, "rows", "0")
    figures.add(
        "kill -9 in a backup, finished backups that were read again", made_backups, "", ">0"
    )
    assert (lost, unverified) == (0, 0)
    assert made_backups


def test_kill_at_every_touch_of_backup_and_rotation(tmp_path: Path, figures: Figures) -> None:
    folder = tmp_path / "stadig.flipkb"
    clock = ManualClock(BEGIN)
    base = open_or_create(folder, clock)
    for _ in range(20):
        clock.advance(minutes=20)
        base.back_up("running")
    base.close()

    def work(folder: Path) -> None:
        clock.advance(minutes=20)
        again = KnowledgeBase.open(folder, clock)
        again.settings.set("row-1", str(clock.now()))
        again.back_up("running")
        rotate(folder, clock.now())
        again.close()

    fewest, point, over = len(proven(folder)), 0, False
    assert fewest == 20
    while not over:
        point += 1
        copy = tmp_path / f"{point}.flipkb"
        shutil.copytree(folder, copy, copy_function=os.link)
        (copy / FILE).unlink()
        shutil.copy2(folder / FILE, copy / FILE)
        over = run_until_touch(partial(work, copy), point)
        fewest = min(fewest, len(hashed(copy)))
        KnowledgeBase.open(copy, clock).close()
    left = len(proven(copy))
    figures.add("kill -9 at a touch of a file in backup and rotation", point - 1, "points", "all")
    figures.add("fewest proven backups at any of them", fewest, "backups", f"{LEAST} or more")
    assert point > 10
    assert fewest >= LEAST
    assert left < 20
    assert not list((copy / "backups").glob(".*"))


@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
def test_full_disk_costs_no_backup_and_leaves_no_half_one(tmp_path: Path, figures: Figures) -> None:
    with small_disk(tmp_path, megabytes=16) as disk:
        clock = ManualClock(BEGIN)
        base = open_or_create(disk / "fuld.flipkb", clock)
        before = base.back_up("by-hand")
        whole = hashlib.sha256(before.read_bytes()).hexdigest()
        damaged = 0
        for leave in range(0, 1_200_000, 40_000):
            filler = fill(disk, leave_bytes=leave)
            clock.advance(minutes=10)
            with suppress(KnownError):
                base.backing_up("running")(lambda: True)
            filler.unlink()
            damaged += hashlib.sha256(before.read_bytes()).hexdigest() != whole
            damaged += len(base.backups()) - len(proven(base.folder))
            assert not list(before.parent.glob(".*"))
        base.settings.set("row-1", "still written")
        assert base.back_up("running").exists()
        base.close()
    figures.add("full disk in a backup, damaged or half backups", damaged, "files", "0")
    assert damaged == 0
