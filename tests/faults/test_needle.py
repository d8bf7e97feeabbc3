"""A name in every text and a pattern in the sound: nowhere to be read but in what was exported.

Looked at while the window works, after a kill, after it was closed, and after an old backup was
restored; in the folder, the home folder, and every folder for settings, caches and scratch files.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.carriers import carriers
from flipdesk.services.desk import Desk
from flipdesk.services.erasing_needles import needles_of
from flipdesk.services.restoring import restore
from tests.faults.bedside import ROOT
from tests.faults.lived import SOUND_MS
from tests.helpers.figures import Figures
from tests.helpers.needles import NAME, hits
from tests.ui.rooms.compile.listening_room import loud

pytestmark = pytest.mark.slow
DECLARED = "hjem/Dokumenter/ud/"
_PIECE, _EVERY = 48, 1_000


@dataclass(frozen=True, slots=True)
class Room:
    """A machine of its own for one window: everything it may write to lies in `place`."""

    place: Path
    window: "subprocess.Popen[str]"

    @property
    def folder(self) -> Path:
        return self.place / "hjem/Dokumenter/test.flipkb"

    def found(self) -> dict[str, int]:
        """Return how often the name or the sound is to be read in each file."""
        found = {**hits(self.place)}
        for path in self.place.rglob("*"):
            if path.is_file() and (count := pieces(path.read_bytes())):
                found[path.relative_to(self.place).as_posix()] = count
        return found


def pieces(data: bytes) -> int:
    """Return how many pieces of the sound stand in these bytes."""
    sound = loud(SOUND_MS)
    return sum(sound[at : at + _PIECE] in data for at in range(0, len(sound) - _PIECE, _EVERY))


def opened(place: Path, how: str) -> Room:
    home, documents = place / "hjem", place / "hjem/Dokumenter"
    scratch = {"TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run", "XDG_STATE_HOME": "stand"}
    scratch |= {"XDG_CONFIG_HOME": "valg", "XDG_CACHE_HOME": "lager", "XDG_DATA_HOME": "data"}
    for folder in (documents, *(place / one for one in scratch.values())):
        folder.mkdir(parents=True, mode=0o700)
    environment = os.environ | {name: str(place / one) for name, one in scratch.items()}
    environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.lived", str(documents), how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert window.stdout is not None
    assert window.stdout.readline() == "ready\n"
    return Room(place, window)


def end(room: Room, *, kill: bool) -> None:
    if kill:
        room.window.kill()
    room.window.communicate("slut\n")
    assert (room.window.returncode == 0) != kill


@pytest.mark.parametrize("kill", [True, False])
def test_nothing_is_to_be_read_of_an_encrypted_base_but_what_was_exported(
    tmp_path: Path, figures: Figures, *, kill: bool
) -> None:
    room = opened(tmp_path, "locked")
    moments = {"open": room.found()}
    end(room, kill=kill)
    moments["killed" if kill else "closed"] = room.found()
    for moment, found in moments.items():
        exported = {name for name in found if name.startswith(DECLARED)}
        assert exported
        left = {name: count for name, count in found.items() if name not in exported}
        figures.add(f"needle at rest in an encrypted base, {moment}", len(left), "files", "0")
        assert left == {}


def test_the_same_needle_is_found_in_a_base_that_is_not_encrypted(tmp_path: Path) -> None:
    room = opened(tmp_path, "open")
    found = set(room.found())
    end(room, kill=True)
    folder = "hjem/Dokumenter/test.flipkb"
    (backup,) = list_backups(room.folder)
    assert f"{folder}/backups/{backup.name}" in found
    assert any(name.endswith(".flip.json") for name in found)
    assert any(name.startswith(f"{folder}/recordings/") for name in found)
    assert {f"{folder}/knowledge.sqlite", f"{folder}/knowledge.sqlite-wal"} & found
    outside = {name for name in found if not name.startswith((folder, DECLARED))}
    assert outside == set()


def test_an_old_backup_brings_nobody_back(tmp_path: Path, figures: Figures) -> None:
    room = opened(tmp_path, "open")
    end(room, kill=False)
    clock, folder = SystemClock(), room.folder
    (backup,) = (one for one in list_backups(folder) if "before" in one.name)
    # A copy on another disk, of which FlipDesk knows nothing.
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    kept = [path for path in backup.parent.iterdir() if path.name.startswith(backup.stem)]
    for path in kept:
        shutil.copy2(path, elsewhere)
    base = KnowledgeBase.open(folder, clock)
    desk = Desk(base, clock)
    (person,) = (one for one in base.people.all() if one.name == NAME)
    plan = desk.erasure.erasing.find_person(person.id)
    assert desk.erasure.run(plan, {}, carriers(folder, needles_of(plan))).is_whole
    base.close()
    assert hits(folder) == {}
    for path in kept:
        shutil.copy2(elsewhere / path.name, path)
    assert set(hits(folder)) == {f"backups/{backup.name}"}
    prepared, _before = restore(folder, backup, clock)
    assert prepared.erased == 1
    left = hits(folder)
    figures.add("needle after an old backup was restored", len(left), "files", "0")
    assert left == {}
    base = KnowledgeBase.open(folder, clock)
    assert NAME not in {one.name for one in base.people.all()}
    base.close()
