"""Case 18: a folder that is copied while FlipDesk writes in it, as programs that sync do."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.folder_place import folder_place
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.helpers.nordby import nordby

ROOT = Path(__file__).resolve().parents[2]
FILE = "knowledge.sqlite"
COPIES = int(os.environ.get("FLIPDESK_COPIES", "25"))
_WRITE = """
import json, sys
from dataclasses import replace
from pathlib import Path
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.knowledge.knowledge_base import KnowledgeBase
base = KnowledgeBase.open(Path(sys.argv[1]), SystemClock())
session = base.sessions.all()[0]
like = base.reflections.of_session(session.id)[0]
for number in range(100_000):
    note = replace(like, id=ReflectionId(new_guid()), text=f"nummer {number} " * 30)
    base.reflections.add(note)
    if number % 40 == 39:
        base.upkeep.step()
    print(json.dumps(note.id), flush=True)
"""


class Writer:
    """A program that writes notes one after the other and tells of each that is stored."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: set[str] = set()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WRITE, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )

    def write(self, notes: int) -> None:
        assert self._process.stdout is not None
        for _number in range(notes):
            self.told.add(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def silently_lost(copy: Path, told: set[str]) -> tuple[str, int]:
    """Open a copy; return what FlipDesk says of it, and how many notes it lacks without a word."""
    try:
        base = KnowledgeBase.open(copy, ManualClock(MORNING))
    except KnownError:
        return "refused", 0
    try:
        if base.database.lacks_log or base.seals.check() or base.check():
            return "told", 0
        rows = base.database.execute("select id from reflection")
        return "whole", len(told - {str(row["id"]) for row in rows})
    finally:
        base.close()


@pytest.mark.parametrize("with_log", [True, False], ids=["both files", "database alone"])
def test_copy_made_while_it_is_written_opens_whole_or_says_so(
    tmp_path: Path, figures: Figures, *, with_log: bool
) -> None:
    folder = tmp_path / "OneDrive" / "fælles.flipkb"
    clock = ManualClock(MORNING)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values())
    with base.atomic():
        base.add_record(nordby())
    base.close()
    chance, found = random.Random(18), {"refused": 0, "told": 0, "whole": 0}
    silent = 0
    writer = Writer(folder)
    try:
        for number in range(COPIES):
            writer.write(chance.randrange(5, 60))
            copy = tmp_path / f"kopi {number}.flipkb"
            copy.mkdir()
            told = set(writer.told)
            shutil.copy(folder / FILE, copy / FILE)
            writer.write(chance.choice((0, 0, 3, 80)))
            log = folder / f"{FILE}-wal"
            if with_log and log.exists():
                shutil.copy(log, copy / log.name)
            said, lost = silently_lost(copy, told)
            found[said] += 1
            silent += lost
            shutil.rmtree(copy)
    finally:
        writer.close()
    what = ", ".join(f"{count} {said}" for said, count in found.items())
    name = f"notes lost without a word in {COPIES} copies ({what})"
    figures.add(name, silent, "notes", "0")
    assert silent == 0
    if not with_log:
        assert not found["whole"]


def test_place_that_syncs_is_told_of(tmp_path: Path) -> None:
    assert folder_place(tmp_path / "OneDrive" / "fælles.flipkb").service == "OneDrive"
