"""A conversion killed, or refused by the disk, at any system call leaves one whole base."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import PersonId, SeriesId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.backup import list_backups
from flipdesk.knowledge.converted import contents
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_place import is_encrypted
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.converting import Watch, decrypt, encrypt, finish, unconverted
from flipdesk.services.samples import add_samples
from tests.helpers.figures import Figures
from tests.helpers.locked import CHEAP, PASSPHRASE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
]
ROOT = Path(__file__).resolve().parents[2]
RUNS = int(os.environ.get("FLIPDESK_FAULT_RUNS", "12"))
NEEDLE = "Nåletræsnålepude"
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir")
Rows = dict[str, tuple[int, str]]


def rows(path: Path, key: bytes | None) -> Rows:
    connection = connect(str(path), None if is_plain(path) else key)
    try:
        return contents(connection)
    finally:
        connection.close()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain") / "prøve.flipkb"
    base = open_or_create(folder, SystemClock())
    add_samples(base, SystemClock())
    base.settings.set("user_name", NEEDLE)
    base.back_up("one")
    role = Pseudonym(Role.MENTOR, NEEDLE, 1)
    base.pseudonym_key.give(SeriesId(new_guid()), {PersonId(new_guid()): role})
    base.close()
    return folder


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, plain: Path) -> Path:
    folder = tmp_path_factory.mktemp("locked") / "prøve.flipkb"
    shutil.copytree(plain, folder)
    encrypt(folder, SystemClock(), PASSPHRASE, Watch(), cost=CHEAP)
    return folder


def convert(way: str, folder: Path, *strace: str) -> subprocess.CompletedProcess[bytes]:
    """Run a conversion under strace, which follows or disturbs the calls it is told of.

    With --seccomp-bpf, which would be quicker, strace 6.1 disturbs nothing.
    """
    log = folder.parent / "calls"
    command = [sys.executable, "-m", "tests.faults.converter", way, str(folder)]
    return subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}",
         *strace, *command],
        cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip


def call_counts(way: str, template: Path, place: Path) -> Counter[str]:
    """Return how often a conversion that nobody disturbs makes each call."""
    shutil.copytree(template, place / "counted")
    done = convert(way, place / "counted")
    assert done.returncode == 0, done.stderr
    log = (place / "calls").read_text("utf-8", "replace")
    return Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))


def points(counts: Counter[str], how_many: int) -> list[tuple[str, int]]:
    """Return calls to disturb: a random choice in which the rare ones come first."""
    rng = random.Random(7)
    every = [(call, at) for call in counts for at in range(1, counts[call] + 1)]
    rare = [one for one in every if one[0] in ("rename", "unlink")]
    rest = [one for one in every if one not in rare]
    rng.shuffle(rare)
    rng.shuffle(rest)
    return [*rare[: how_many // 2], *rest][:how_many]


def opens_whole(folder: Path, before: Rows, backup: Rows) -> Keys | None:
    """Open what was left, with the passphrase if it needs one; everything must be there."""
    keys = Keys.unlock(folder, PASSPHRASE) if is_encrypted(folder) else None
    base = KnowledgeBase.open(folder, SystemClock(), keys=keys)
    try:
        assert base.check() == ()
        assert len(base.pseudonym_key.entries()) == 1
    finally:
        base.close()
    assert list(folder.rglob(".*.converted")) == []
    key = None if keys is None else keys.database
    assert rows(folder / "knowledge.sqlite", key) == before
    assert [rows(one, key) for one in list_backups(folder)] == [backup]
    return keys


@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_killed_at_any_call_it_is_one_whole_base_and_can_go_on(
    tmp_path: Path, plain: Path, locked: Path, figures: Figures, way: str
) -> None:
    template = plain if way == "encrypt" else locked
    before = rows(plain / "knowledge.sqlite", None)
    backup = rows(list_backups(plain)[0], None)
    counts = call_counts(way, template, tmp_path)
    killed: Counter[bool] = Counter()
    for call, at in points(counts, RUNS):
        folder = tmp_path / f"{call}-{at}" / "prøve.flipkb"
        shutil.copytree(template, folder)
        done = convert(way, folder, "-e", f"inject={call}:signal=KILL:when={at}")
        if done.returncode == 0:
            continue
        keys = opens_whole(folder, before, backup)
        killed[keys is not None] += 1
        recovery = done.stdout.decode().strip()
        if way == "encrypt" and keys is not None:
            assert Keys.unlock(folder, recovery).database == keys.database
        go_on(way, folder, keys)
        assert is_encrypted(folder) == (way == "encrypt")
        opens_whole(folder, before, backup)
        shutil.rmtree(folder.parent)
    words = f"kill -9 in {way}ing, {sum(counts.values())} calls, bases that were not whole"
    figures.add(f"{words}, of {killed.total()}", 0, "bases", "0")
    assert killed.total() > RUNS // 2
    assert len(killed) == 2, "every kill came on one side of the moment that counts"


def go_on(way: str, folder: Path, keys: Keys | None) -> None:
    if way == "decrypt":
        if keys is not None:
            decrypt(folder, SystemClock(), keys, Watch())
        return
    if keys is None:
        encrypt(folder, SystemClock(), PASSPHRASE, Watch(), cost=CHEAP)
    else:
        finish(folder, SystemClock(), keys, Watch())
    assert unconverted(folder) == ()
    for path in folder.rglob("*"):
        assert path.is_dir() or NEEDLE.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_refused_by_the_disk_it_is_one_whole_base(
    tmp_path: Path, plain: Path, locked: Path, figures: Figures, way: str, error: str
) -> None:
    template = plain if way == "encrypt" else locked
    before = rows(plain / "knowledge.sqlite", None)
    backup = rows(list_backups(plain)[0], None)
    counts = call_counts(way, template, tmp_path)
    del counts["write"]  # what is written to the terminal is no matter of the disk
    refused = 0
    for call, at in points(counts, max(4, RUNS // 4)):
        folder = tmp_path / f"{call}-{at}" / "prøve.flipkb"
        shutil.copytree(template, folder)
        done = convert(way, folder, "-e", f"inject={call}:error={error}:when={at}+")
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        refused += done.returncode != 0
        opens_whole(folder, before, backup)
        shutil.rmtree(folder.parent)
    figures.add(f"{error} in {way}ing, bases that were not whole of {refused}", 0, "bases", "0")
    assert refused
