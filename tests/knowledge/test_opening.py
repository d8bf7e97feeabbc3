"""What opening a knowledge base promises: a clear sentence, and nothing touched."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION
from flipdesk.knowledge.unusable import DamagedError
from flipdesk.opening import open_or_create
from tests.helpers.app import sample_record


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def closed(base: KnowledgeBase, folder: Path) -> Path:
    base.settings.set("user_name", "Lærke")
    base.close()
    return folder


def refused(folder: Path, clock: ManualClock) -> str:
    before = fingerprint(folder)
    with pytest.raises(KnownError) as caught:
        KnowledgeBase.open(folder, clock)
    assert fingerprint(folder) == before
    return str(caught.value)


def change(folder: Path, sql: str) -> None:
    connection = sqlite.connect(str(folder / "knowledge.sqlite"), isolation_level=None)
    connection.execute(sql)
    connection.close()


def test_open_again_finds_what_was_stored(closed: Path, clock: ManualClock) -> None:
    base = KnowledgeBase.open(closed, clock)
    assert base.settings.get("user_name") == "Lærke"
    base.close()
    assert [path.name for path in closed.iterdir()] == ["knowledge.sqlite"]


def test_open_uses_safe_settings(base: KnowledgeBase) -> None:
    connection = base.database.connection
    found = {
        name: connection.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION


def test_open_missing_is_refused(tmp_path: Path, clock: ManualClock) -> None:
    assert "ingen vidensbase" in refused(tmp_path, clock)


def test_open_newer_is_refused_untouched(closed: Path, clock: ManualClock) -> None:
    change(closed, "pragma user_version = 999")
    assert "nyere FlipDesk" in refused(closed, clock)


def test_open_foreign_database_is_refused_untouched(closed: Path, clock: ManualClock) -> None:
    change(closed, "pragma application_id = 7")
    assert "et andet program" in refused(closed, clock)


@pytest.mark.parametrize(
    "content", [b"", b"Kaere dagbog", b"\0" * 4096], ids=["empty", "text", "zeros"]
)
def test_open_no_database_is_refused_untouched(
    closed: Path, clock: ManualClock, content: bytes
) -> None:
    (closed / "knowledge.sqlite").write_bytes(content)
    assert "ikke en vidensbase" in refused(closed, clock)


def test_open_damaged_is_refused_untouched(closed: Path, clock: ManualClock) -> None:
    path = closed / "knowledge.sqlite"
    data = bytearray(path.read_bytes())
    data[4096:12288] = os.urandom(8192)
    path.write_bytes(bytes(data))
    assert "beskadiget" in refused(closed, clock)


def test_open_cut_short_is_refused_untouched(closed: Path, clock: ManualClock) -> None:
    path = closed / "knowledge.sqlite"
    path.write_bytes(path.read_bytes()[:20000])
    assert "beskadiget" in refused(closed, clock)


def test_open_twice_is_refused(base: KnowledgeBase, folder: Path, clock: ManualClock) -> None:
    with pytest.raises(KnownError, match="åben i et andet FlipDesk"):
        KnowledgeBase.open(folder, clock)
    base.settings.set("user_name", "stadig min")
    assert base.settings.get("user_name") == "stadig min"


def test_open_in_another_process_is_refused(base: KnowledgeBase, folder: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", _OPEN, str(folder)], capture_output=True, text=True, check=False
    )
    assert "åben i et andet FlipDesk" in answer.stdout
    assert base.check() == ()


_OPEN = """
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
try:
    KnowledgeBase.open(Path(sys.argv[1]), SystemClock())
except KnownError as error:
    print(error)
"""


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lose the rights of root for a while; root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="rights of folders work differently on Windows")
def test_open_read_only_folder_is_refused_untouched(closed: Path, clock: ManualClock) -> None:
    for parent in closed.parents:
        if parent == Path(tempfile.gettempdir()):
            break
        parent.chmod(0o755)
    closed.chmod(0o555)
    (closed / "knowledge.sqlite").chmod(0o444)
    before = fingerprint(closed)
    with as_nobody(), pytest.raises(KnownError, match="må ikke skrive"):
        KnowledgeBase.open(closed, clock)
    assert fingerprint(closed) == before
    closed.chmod(0o755)


def test_create_in_occupied_folder_is_refused(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "brev.docx").write_text("vigtigt")
    with pytest.raises(KnownError, match="ikke tom"):
        KnowledgeBase.create(tmp_path, clock, ())
    assert [path.name for path in tmp_path.iterdir()] == ["brev.docx"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
base = KnowledgeBase.create(Path(sys.argv[1]), SystemClock(), ())
base.settings.set("user_name", "Åse")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_while_open_loses_nothing(folder: Path, clock: ManualClock) -> None:
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    base = KnowledgeBase.open(folder, clock)
    assert base.settings.get("user_name") == "Åse"
    assert base.check() == ()
    base.close()


@pytest.mark.parametrize(
    "name", ["Øvelse i Ålborg", "100 % færdig", "hvad? #1", "Lærkes 'egen' \"base\"", "file:a&b=c"]
)
def test_any_folder_name_will_do(tmp_path: Path, clock: ManualClock, name: str) -> None:
    folder = tmp_path / f"{name}.flipkb"
    base = KnowledgeBase.create(folder, clock, ())
    base.settings.set("user_name", "Åse")
    assert base.back_up("by-hand").parent == folder / "backups"
    base.close()
    base = KnowledgeBase.open(folder, clock)
    assert base.settings.get("user_name") == "Åse"
    base.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [folder.name]


def settings_of(folder: Path, clock: ManualClock) -> str:
    base = KnowledgeBase.open(folder, clock)
    try:
        assert base.check() == ()
        assert base.seals.check() == ()
        return base.settings.get("user_name")
    finally:
        base.close()


def left_open(folder: Path) -> None:
    """Leave a knowledge base as a FlipDesk does that is killed: with its write-ahead log."""
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (folder / "knowledge.sqlite-wal").stat().st_size


def test_old_log_beside_a_closed_file_is_set_aside(
    closed: Path, tmp_path: Path, clock: ManualClock
) -> None:
    other = tmp_path / "anden.flipkb"
    left_open(other)
    log = (other / "knowledge.sqlite-wal").read_bytes()
    (closed / "knowledge.sqlite-wal").write_bytes(log)
    assert settings_of(closed, clock) == "Lærke"
    (aside,) = closed.glob("damaged/*/knowledge.sqlite-wal")
    assert aside.read_bytes() == log


def test_own_log_is_folded_in(tmp_path: Path, clock: ManualClock) -> None:
    folder = tmp_path / "dræbt.flipkb"
    left_open(folder)
    assert settings_of(folder, clock) == "Åse"
    assert [path.name for path in folder.iterdir()] == ["knowledge.sqlite"]


def test_log_of_another_beside_an_open_file_is_refused_untouched(
    base: KnowledgeBase, tmp_path: Path, clock: ManualClock
) -> None:
    with base.atomic():
        base.add_record(sample_record())
    copied = tmp_path / "kopi.flipkb"
    copied.mkdir()
    base.database.connection.execute("pragma wal_checkpoint(truncate)")
    (copied / "knowledge.sqlite").write_bytes((base.folder / "knowledge.sqlite").read_bytes())
    other = tmp_path / "anden.flipkb"
    left_open(other)
    log = (other / "knowledge.sqlite-wal").read_bytes()
    (copied / "knowledge.sqlite-wal").write_bytes(log)
    before = fingerprint(copied)
    with pytest.raises(DamagedError):
        KnowledgeBase.open(copied, clock)
    after = fingerprint(copied)
    after.pop("knowledge.sqlite-shm", None)
    assert after == before


@pytest.mark.parametrize("trace", ["backups", "recordings"])
def test_gone_from_its_folder_is_never_made_anew(
    closed: Path, clock: ManualClock, trace: str
) -> None:
    (closed / trace).mkdir()
    (closed / "knowledge.sqlite").unlink()
    for opening in (KnowledgeBase.open, open_or_create):
        with pytest.raises(DamagedError, match="er væk"):
            opening(closed, clock)
    assert [path.name for path in closed.iterdir()] == [trace]


def test_large_file_cut_short_is_refused_untouched(
    base: KnowledgeBase, folder: Path, clock: ManualClock
) -> None:
    for number in range(20):
        base.settings.set(f"stor {number}", "x" * 500_000)
    base.close()
    path = folder / "knowledge.sqlite"
    size = path.stat().st_size
    assert size > 8_000_000
    os.truncate(path, size - 8192)
    assert "beskadiget" in refused(folder, clock)


def test_newer_is_read_and_not_one_byte_is_changed(
    base: KnowledgeBase, folder: Path, clock: ManualClock
) -> None:
    with base.atomic():
        base.add_record(sample_record())
    base.close()
    change(folder, "alter table reflection add column mood text")
    change(folder, f"pragma user_version = {SCHEMA_VERSION + 5}")
    before = fingerprint(folder)
    newer = KnowledgeBase.open_to_read(folder, clock)
    session = newer.sessions.all()[0]
    assert len(newer.record(session.id).reflections) == 17
    with pytest.raises(KnownError, match="kun åbnet til læsning"):
        newer.settings.set("user_name", "Bo")
    while newer.upkeep.step():
        pass
    newer.close()
    assert fingerprint(folder) == before


def test_newer_that_lacks_what_is_asked_for_is_refused(closed: Path, clock: ManualClock) -> None:
    change(closed, "alter table marker drop column label")
    change(closed, f"pragma user_version = {SCHEMA_VERSION + 5}")
    with pytest.raises(KnownError, match="kan ikke læses"):
        KnowledgeBase.open_to_read(closed, clock)


@pytest.mark.skipif(os.name == "nt", reason="rights of folders work differently on Windows")
def test_read_only_folder_is_read(closed: Path, clock: ManualClock) -> None:
    for parent in closed.parents:
        if parent == Path(tempfile.gettempdir()):
            break
        parent.chmod(0o755)
    closed.chmod(0o555)
    (closed / "knowledge.sqlite").chmod(0o444)
    before = fingerprint(closed)
    with as_nobody():
        base = KnowledgeBase.open_to_read(closed, clock)
        assert base.settings.get("user_name") == "Lærke"
        base.close()
    closed.chmod(0o755)
    assert fingerprint(closed) == before


def test_newer_log_beside_an_older_header_is_left_as_it_is(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "dræbt.flipkb"
    code = _KILLED.replace("os.kill", "base.database.execute('pragma user_version = 999'); os.kill")
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    before = fingerprint(folder)
    with pytest.raises(KnownError, match="nyere FlipDesk"):
        KnowledgeBase.open(folder, clock)
    after = fingerprint(folder)
    after.pop("knowledge.sqlite-shm", None)
    assert after == before


def test_killed_right_after_opening_nothing_is_said_to_be_missing(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "prøve.flipkb"
    open_or_create(folder, clock).close()
    program = (
        "import os, sys; from pathlib import Path; from flipdesk.domain.clock import SystemClock;"
        "from flipdesk.knowledge.knowledge_base import KnowledgeBase;"
        "base = KnowledgeBase.open(Path(sys.argv[1]), SystemClock()); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
    base = KnowledgeBase.open(folder, clock)
    assert base.database.ended_badly
    assert not base.database.lacks_log
    base.close()
