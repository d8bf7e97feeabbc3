"""A disk that is full or does not answer: one sentence, nothing half written, work goes on."""

import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import PersonId, SeriesId, SessionId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.series import Series
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.database import FILE
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.text_drafts import TextDrafts

LONG = "fire sekunder " * 20_000


@contextmanager
def full_database(base: KnowledgeBase) -> Iterator[None]:
    """Let the database grow no further, as on a full disk."""
    connection = base.database.connection
    used = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {used}")
    yield
    connection.execute("pragma max_page_count = 1000000")


@contextmanager
def refusing_disk(bytes_a_file: int = 4096) -> Iterator[None]:
    """Let no file of this process grow beyond a size: writes then fail as on a broken disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def add_two(base: KnowledgeBase) -> None:
    with base.atomic():
        base.series.add(Series(SeriesId(new_guid()), "den første"))
        base.series.add(Series(SeriesId(new_guid()), LONG))


@pytest.mark.parametrize("trouble", ["full", "refusing"])
def test_write_when_disk_fails_is_one_sentence_and_nothing(
    base: KnowledgeBase, trouble: str
) -> None:
    disk = full_database(base) if trouble == "full" else refusing_disk()
    with disk, pytest.raises(KnownError, match=r"prøve\.flipkb"):
        add_two(base)
    assert base.series.all() == ()
    add_two(base)
    assert len(base.series.all()) == 2
    assert base.check() == ()


def test_single_write_when_disk_is_full_leaves_no_transaction_behind(base: KnowledgeBase) -> None:
    with full_database(base):
        for _ in range(3):
            with pytest.raises(KnownError):
                base.series.add(Series(SeriesId(new_guid()), LONG))
    assert not base.database.connection.in_transaction


def test_commit_that_fails_rolls_back(base: KnowledgeBase) -> None:
    with ExitStack() as disk:

        def write_then_lose_the_disk() -> None:
            with base.atomic():
                base.series.add(Series(SeriesId(new_guid()), LONG))
                disk.enter_context(refusing_disk())

        with pytest.raises(KnownError):
            write_then_lose_the_disk()
    assert base.series.all() == ()
    add_two(base)
    assert len(base.series.all()) == 2


def test_bug_inside_rolls_back_and_stays_a_bug(base: KnowledgeBase) -> None:
    def write_and_break() -> None:
        with base.atomic():
            base.series.add(Series(SeriesId(new_guid()), "den første"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_break()
    assert base.series.all() == ()


def test_new_knowledge_base_on_full_disk_leaves_no_cripple(
    folder: Path, clock: ManualClock
) -> None:
    with refusing_disk(), pytest.raises(KnownError):
        KnowledgeBase.create(folder, clock, load_shipped("da").values())
    assert not (folder / FILE).exists()
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values())
    assert base.codebooks.all() != ()
    base.close()


@pytest.mark.parametrize("bytes_a_file", [200_000, 300_000, 400_000])
def test_new_knowledge_base_is_whole_or_not_there(
    folder: Path, clock: ManualClock, bytes_a_file: int
) -> None:
    try:
        with refusing_disk(bytes_a_file):
            KnowledgeBase.create(folder, clock, load_shipped("da").values()).close()
    except KnownError:
        assert not (folder / FILE).exists()
    else:
        base = KnowledgeBase.open(folder, clock)
        assert base.codebooks.all() != ()
        base.close()


def test_closing_on_full_disk_keeps_everything(
    base: KnowledgeBase, folder: Path, clock: ManualClock
) -> None:
    add_two(base)
    with refusing_disk():
        base.close()
    again = KnowledgeBase.open(folder, clock)
    assert len(again.series.all()) == 2
    assert again.check() == ()
    again.close()


def test_draft_that_the_disk_refused_is_kept_at_the_next_try(base: KnowledgeBase) -> None:
    session_id = SessionId(new_guid())
    drafts = TextDrafts(base)
    with full_database(base), pytest.raises(KnownError):
        drafts.keep(session_id, "note", LONG)
    assert TextDrafts(base).of(session_id) == {}
    drafts.keep(session_id, "note", LONG)
    assert TextDrafts(base).of(session_id) == {"note": LONG}


def test_key_list_on_a_full_disk_is_not_told_to_be_moved_away(base: KnowledgeBase) -> None:
    given = {PersonId(new_guid()): Pseudonym(Role.MENTOR, "Nordby", 1)}
    base.pseudonym_key.give(SeriesId("serie"), given)
    more = {
        PersonId(new_guid()): Pseudonym(Role.MENTOR, "Nordby", number) for number in range(2, 200)
    }
    with refusing_disk(), pytest.raises(KnownError, match="Intet er ændret"):
        base.pseudonym_key.give(SeriesId("serie"), more)
    base.pseudonym_key.give(SeriesId("serie"), more)
    assert len(base.pseudonym_key.entries()) == 199
