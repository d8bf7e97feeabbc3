"""Cases 10 and 16: a place that cannot be written, and files of a newer FlipDesk or of others."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION
from flipdesk.knowledge.unusable import DamagedError, OnlyReadableError
from tests.faults.disks import lacking
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.helpers.locked import PASSPHRASE, new_keys
from tests.helpers.nordby import nordby

ROOT = Path(__file__).resolve().parents[2]
FILE = "knowledge.sqlite"
_KILLED = """
import os, signal, sys
from pathlib import Path
from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
keys = Keys.unlock(folder, passphrase) if passphrase else None
base = KnowledgeBase.open(folder, SystemClock(), keys=keys)
base.settings.set("note", "det sidste")
os.kill(os.getpid(), signal.SIGKILL)
"""


def contents(folder: Path) -> dict[str, str]:
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def made(folder: Path, *, encrypted: bool) -> Keys | None:
    keys = new_keys(folder)[0] if encrypted else None
    books = load_shipped("da").values()
    base = KnowledgeBase.create(folder, ManualClock(MORNING), books, keys=keys)
    base.add_record(nordby())
    base.close()
    return keys


@contextmanager
def not_to_be_written(folder: Path) -> Iterator[None]:
    """Make a folder a disk of its own that nobody can write, not even root."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        again = ["mount", "-o", "remount,ro,bind", str(folder)]
        subprocess.run(again, check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.skipif(bool(lacking()), reason=lacking() or "disks can be mounted")
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_place_that_cannot_be_written_is_read(
    tmp_path: Path, figures: Figures, *, encrypted: bool, killed: bool
) -> None:
    folder = tmp_path / "arkiv.flipkb"
    keys = made(folder, encrypted=encrypted)
    if killed:
        # On such a disk its log can never be folded in.
        command = [sys.executable, "-c", _KILLED, str(folder), PASSPHRASE if encrypted else ""]
        subprocess.run(command, cwd=ROOT, check=False)
        assert (folder / f"{FILE}-wal").stat().st_size
    before = contents(folder)
    with not_to_be_written(folder):
        with pytest.raises(OnlyReadableError) as refusal:
            KnowledgeBase.open(folder, ManualClock(MORNING), keys=keys)
        assert "Skrivebeskyttet" in refusal.value.banner or "Kun" in refusal.value.banner
        base = KnowledgeBase.open_to_read(folder, ManualClock(MORNING), keys=keys)
        session = base.sessions.all()[0]
        assert base.reflections.of_session(session.id)
        assert base.settings.get("note") == ("det sidste" if killed else "")
        with pytest.raises(KnownError):
            base.settings.set("note", "nej")
        scratch = base.database.scratch
        assert (scratch is not None) == killed
        base.close()
        assert scratch is None or not Path(scratch.name).exists()
    assert contents(folder) == before
    name = f"bytes changed where nobody may write ({'encrypted' if encrypted else 'plain'}"
    figures.add(f"{name}, {'killed' if killed else 'closed'})", 0, "bytes", "0")


def newer(path: Path) -> None:
    connection = connect(str(path))
    connection.execute(f"pragma user_version = {SCHEMA_VERSION + 900}")
    connection.close()


def of_another_program(path: Path) -> None:
    connection = connect(str(path))
    connection.execute("pragma application_id = 1234")
    connection.close()


def no_database(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(40_000))


def empty(path: Path) -> None:
    path.write_bytes(b"")


STRANGE = {
    newer: OnlyReadableError,
    of_another_program: KnownError,
    no_database: DamagedError,
    empty: DamagedError,
}


def test_strange_files_are_not_changed_by_a_byte(tmp_path: Path, figures: Figures) -> None:
    good = tmp_path / "god.flipkb"
    made(good, encrypted=False)
    assert APPLICATION_ID != 1234
    changed = 0
    for number, (spoil, error) in enumerate(STRANGE.items()):
        folder = Path(shutil.copytree(good, tmp_path / f"{number}.flipkb"))
        spoil(folder / FILE)
        before = contents(folder)
        with pytest.raises(error):
            KnowledgeBase.open(folder, ManualClock(MORNING))
        if error is OnlyReadableError:
            base = KnowledgeBase.open_to_read(folder, ManualClock(MORNING))
            assert base.sessions.all()
            base.close()
        changed += contents(folder) != before
    figures.add(f"files changed of {len(STRANGE)} newer, foreign, or none", changed, "files", "0")
    assert changed == 0
