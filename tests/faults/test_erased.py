"""An erasure killed, or refused by the disk, at any system call: all is there, or none comes back.

As long as the ledger does not name it, nothing has been erased. From then on going on with it
leaves no byte, whatever had been done already.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock, SystemClock
from flipdesk.domain.ids import PersonId
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.carriers import carriers
from flipdesk.services.desk import Desk
from flipdesk.services.erasing_needles import needles_of
from tests.faults.bedside import ROOT
from tests.helpers.figures import Figures
from tests.helpers.needles import NAME, complete, hits, plant
from tests.helpers.nordby import nordby
from tests.services.test_erasure_run import recorded
from tests.services.test_every_mutation import filled

RUNS = int(os.environ.get("FLIPDESK_FAULT_RUNS", "6"))
CALLS = ("pwrite64", "write", "fdatasync", "fsync", "rename", "unlink")
pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PersonId]:
    """A base with a person in every text, sound, two backups and a copy of the session."""
    folder = tmp_path_factory.mktemp("needle") / "prøve.flipkb"
    clock = ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values())
    desk = Desk(base, clock)
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    person_id = plant(desk, session_id)
    recorded(desk, session_id)
    base.back_up("before")
    base.back_up("at-close")
    desk.files.keep_copy(session_id)
    base.close()
    return folder, person_id


def erase(folder: Path, person_id: PersonId, *strace: str) -> int:
    log = folder.parent / "calls"
    command = [sys.executable, "-m", "tests.faults.eraser", str(folder), person_id]
    done = subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *strace, *command],
        cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip
    return done.returncode


def points(template: tuple[Path, PersonId], place: Path) -> list[tuple[str, int]]:
    """Return calls to disturb, of the first kill on, chosen at random; the rare ones come first."""
    folder, person_id = template
    shutil.copytree(folder, place / "counted" / folder.name)
    assert erase(place / "counted" / folder.name, person_id) == 0
    log = (place / "counted" / "calls").read_text("utf-8", "replace")
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    rng = random.Random(11)
    rare = [(call, at) for call in ("rename", "unlink") for at in range(1, counts[call] + 1)]
    rest = [
        (call, at)
        for call in counts
        if call not in ("rename", "unlink")
        for at in range(1, counts[call] + 1)
    ]
    rng.shuffle(rare)
    rng.shuffle(rest)
    return [*rare[: RUNS // 3], *rest][:RUNS]


def finished(folder: Path, person_id: PersonId) -> bool:
    """Open what is left and go on; return whether the kill came after the ledger had been told."""
    base = KnowledgeBase.open(folder, SystemClock())
    try:
        assert base.check() == ()
        desk = Desk(base, SystemClock())
        erasing = desk.erasure.erasing
        entries = erasing.ledger.entries()
        if not entries:
            assert NAME in {one.name for one in base.people.all()}
            plan = erasing.find_person(person_id)
            assert desk.erasure.run(plan, {}, carriers(folder, needles_of(plan))).is_whole
        for entry in erasing.unfinished():
            assert desk.erasure.resume(entry).is_whole
        assert erasing.unfinished() == ()
    finally:
        base.close()
    assert hits(folder) == {}
    assert len(list_backups(folder)) == 2
    return bool(entries)


@pytest.mark.parametrize("how", ["signal=KILL", "error=EIO", "error=ENOSPC"])
def test_disturbed_at_any_call_nothing_is_left_when_it_has_gone_on(
    tmp_path: Path, template: tuple[Path, PersonId], figures: Figures, how: str
) -> None:
    source, person_id = template
    assert len(hits(source)) >= 4
    told: Counter[bool] = Counter()
    for call, at in points(template, tmp_path):
        folder = tmp_path / f"{call}-{at}" / source.name
        shutil.copytree(source, folder)
        erase(folder, person_id, "-e", f"inject={call}:{how}:when={at}")
        told[finished(folder, person_id)] += 1
        shutil.rmtree(folder.parent)
    figures.add(f"erasure disturbed by {how}, bytes left, of {told.total()}", 0, "hits", "0")
    assert told[True], "no kill came after the ledger had been told"


def test_person_is_erased_from_a_folder_in_time(
    tmp_path: Path, template: tuple[Path, PersonId], figures: Figures
) -> None:
    source, person_id = template
    folder = tmp_path / source.name
    shutil.copytree(source, folder)
    before = sum(hits(folder).values())
    began = time.monotonic()
    base = KnowledgeBase.open(folder, SystemClock())
    desk = Desk(base, SystemClock())
    plan = desk.erasure.erasing.find_person(person_id)
    desk.erasure.run(plan, {}, carriers(folder, needles_of(plan)))
    base.close()
    took = time.monotonic() - began
    figures.add("person erased from base, sound, minutes, two backups", took, "s", "<= 60")
    figures.add(f"hits of a needle after an erasure, {before} before", 0, "hits", "0")
    assert hits(folder) == {}
    assert took < 60
