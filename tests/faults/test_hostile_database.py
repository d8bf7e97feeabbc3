"""Case 36: words that mean something to SQLite, and databases that somebody has prepared."""

import hashlib
import os
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.search import Query
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.backup_manifest import read_manifest, write_manifest
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.pragmas import _PRAGMAS
from flipdesk.services.restoring import Restoring
from tests.faults.mutating import worse_bytes
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.helpers.nordby import nordby

FILE = "knowledge.sqlite"
BACKUPS = int(os.environ.get("FLIPDESK_FUZZ", "2000")) // 100
PREPARED = {
    "a trigger that deletes": "create trigger ekstra after insert on reflection"
    " begin delete from session; end",
    "a trigger of one of our names": "create trigger session_added after insert on session"
    " begin delete from reflection; end",
    "a trigger that does more than ours": "create trigger reflection_added after insert on"
    " reflection begin insert into reflection_fts (rowid, text) values (new.seq, new.text);"
    " delete from outcome; end",
    "a trigger that reads a file": "create trigger session_changed after update of title on session"
    " begin select load_extension('/tmp/x.so'); end",
    "a trigger on a view": "create trigger reflection_text_added instead of insert on"
    " reflection_text begin delete from session; end",
}
WORDS = (
    '"', "'", "AND", "OR NOT", "NEAR(", "NEAR(a b, 5)", "*", "a*", "-x", "text:x", "rowid:1", "(((",
    "b:x", "^a", "{text} : x", "\x00", "\x00\"", "a\x00b", "\ud800", "%", "_",
    "';drop table session", '"a" "', "æ" * 5_000, "\u202e", "a AND", "+", "x" * 100_000,
    '" OR 1=1 --',
)  # fmt: skip


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


@pytest.fixture
def folder(tmp_path: Path, clock: ManualClock) -> Path:
    folder = tmp_path / "nordby.flipkb"
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values())
    with base.atomic():
        base.add_record(nordby())
    base.close()
    return folder


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / FILE).read_bytes()).hexdigest()


def prepare(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        for name in ("reflection_added",):
            if name in statement:
                connection.execute(f"drop trigger {name}")
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("name", PREPARED)
def test_a_database_that_acts_by_itself_is_not_opened(
    folder: Path, clock: ManualClock, name: str
) -> None:
    prepare(folder, PREPARED[name])
    before = digest(folder)
    with pytest.raises(KnownError, match="instruktioner"):
        KnowledgeBase.open(folder, clock)
    assert digest(folder) == before


def test_views_and_virtual_tables_of_others_reach_nothing(
    folder: Path, clock: ManualClock, figures: Figures
) -> None:
    """They may stay, as somebody's own view for sqlite-utils may; nothing here asks them."""
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("create view alt as select load_extension('/tmp/x.so') as a")
        connection.execute("create view dyb as select * from pragma_database_list")
        connection.execute("create virtual table ord using fts5 (tekst)")
        for number in range(400):
            connection.execute(f"create table fyld{number} (a, b generated always as (a * 2))")
    connection.close()
    base = KnowledgeBase.open(folder, clock)
    assert base.check() == ()
    for name, wanted in {**_PRAGMAS, "trusted_schema": 0}.items():
        (row,) = base.database.execute(f"pragma {name}")
        assert next(iter(row.values())) == wanted, name
    with pytest.raises(Exception, match=r"not authorized|unsafe|no such"):
        base.database.execute("select * from alt")
    with pytest.raises(Exception, match=r"not authorized|unsafe|no such"):
        base.database.execute("select load_extension('/tmp/x.so')")
    base.close()
    figures.add("prepared databases that did anything", 0, f"of {len(PREPARED) + 1}", "0")


def test_words_are_words_wherever_they_are_typed(
    folder: Path, clock: ManualClock, figures: Figures
) -> None:
    base = KnowledgeBase.open(folder, clock)
    session_id: SessionId = nordby().session.id
    before = {one.id: one.text for one in base.reflections.of_session(session_id)}
    raised = 0
    for words in WORDS:
        try:
            base.search.find(Query(words=words))
            assert base.reflections.get(ReflectionId(words)) is None
            base.settings.set(f"prøve:{words}", words)
        except KnownError:
            continue
        except Exception:  # noqa: BLE001 - whatever it is, is what is counted
            raised += 1
    after = {one.id: one.text for one in base.reflections.of_session(session_id)}
    changed = len(after.items() ^ before.items())
    assert base.check() == ()
    base.close()
    figures.add("odd words that raise", raised, f"of {len(WORDS)}", "0")
    figures.add("rows changed by odd words", changed, "", "0")
    assert (raised, changed) == (0, 0)


def test_backups_made_worse_are_refused_or_made_ready(
    folder: Path, clock: ManualClock, figures: Figures
) -> None:
    """Also one whose manifest was made to fit; the knowledge base beside it stays what it is."""
    base = KnowledgeBase.open(folder, clock)
    backup = base.back_up("running")
    base.close()
    good, manifest = backup.read_bytes(), read_manifest(backup)
    assert manifest is not None
    now, counts = digest(folder), Counter[str]()
    for number in range(BACKUPS):
        rng = Random(f"backup {number}")
        data = worse_bytes(good, rng, good[::-1]) if number % 3 else spoilt_page(good, rng)
        backup.write_bytes(data)
        known = replace(manifest, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        write_manifest(backup, known)
        restoring = Restoring(folder, clock)
        try:
            restoring.prepare(backup)
            counts["made ready"] += 1
        except KnownError:
            counts["refused"] += 1
        restoring.leave()
        assert digest(folder) == now
    KnowledgeBase.open(folder, clock).close()
    figures.add("backups made worse, refused", counts["refused"], f"of {BACKUPS}", "no crash")
    assert counts["refused"] > BACKUPS / 2


def spoilt_page(data: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(data) // 4096) * 4096
    return data[:place] + rng.randbytes(4096) + data[place + 4096 :]
