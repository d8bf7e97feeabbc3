"""Cases 13 and 14: pages of noise, single bits, files cut short, emptied, gone, or put together."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import ReflectionId, SessionId, new_guid
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.key_wraps import Cost
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.unusable import DamagedError
from flipdesk.services.rescuing import Prepared, Rescuing
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.helpers.nordby import nordby

FILE = "knowledge.sqlite"
PAGE = 4096
IS_LONG = bool(os.environ.get("FLIPDESK_EVERY_PAGE"))
BITS = 2_000 if IS_LONG else 60
LATER = 40
_CHEAP = Cost(iterations=1, lanes=1, memory_kib=8_192)


class Victim:
    """A knowledge base with a backup, and with notes that came after it."""

    def __init__(self, folder: Path, keys: Keys | None = None) -> None:
        self.folder = folder
        self.keys = keys
        self.clock = ManualClock(MORNING)
        base = KnowledgeBase.create(
            folder, self.clock, load_shipped("da").values(), author="LB", keys=keys
        )
        record = nordby()
        self.session_id: SessionId = record.session.id
        with base.atomic():
            base.add_record(record)
        self.before = self.texts(base)
        base.back_up("by-hand")
        self.clock.advance(minutes=5)
        like = record.reflections[0]
        for number in range(LATER):
            text = f"Senere sagt, nummer {number}: vi skal lytte længere. " * 5
            note = replace(like, id=ReflectionId(new_guid()), text=text, position=900 + number)
            base.reflections.add(note)
        changed = record.reflections[3]
        base.reflections.save(replace(changed, text="Rettet efter sikkerhedskopien"))
        base.reflections.delete(record.reflections[5].id)
        base.settings.set(f"draft:{self.session_id}", "halvt skrevet")
        self.after = self.texts(base)
        base.close()
        self.good = (folder / FILE).read_bytes()

    def texts(self, base: KnowledgeBase) -> dict[str, str]:
        return {one.id: one.text for one in base.reflections.of_session(self.session_id)}

    def put_back(self) -> None:
        """Be as before anything was damaged."""
        shutil.rmtree(self.folder / "damaged", ignore_errors=True)
        for left in self.folder.glob(f"{FILE}*"):
            left.unlink()
        (self.folder / FILE).write_bytes(self.good)

    def spoil(self, change: Callable[[bytearray], object]) -> bytes:
        data = bytearray(self.good)
        change(data)
        (self.folder / FILE).write_bytes(data)
        return bytes(data)

    def is_noticed(self) -> bool:
        """Return whether opening it, or reading the seals, tells that something is wrong."""
        try:
            base = KnowledgeBase.open(self.folder, self.clock, keys=self.keys)
        except KnownError:
            return True
        try:
            return bool(base.seals.check())
        finally:
            base.close()

    def rescued(self) -> tuple[Prepared, dict[str, str]]:
        """Rescue from the newest sound copy, and return what is there then."""
        rescuing = Rescuing(self.folder, self.clock, self.keys)
        prepared = rescuing.prepare(next(rescuing.sources()))
        aside = rescuing.settle(prepared)
        assert (aside / FILE).exists() or not prepared.is_readable
        base = KnowledgeBase.open(self.folder, self.clock, keys=self.keys)
        try:
            assert base.check() == ()
            assert base.seals.check() == ()
            return prepared, self.texts(base)
        finally:
            base.close()


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return Victim(tmp_path / "offer.flipkb")


def test_page_of_noise_is_noticed_and_nothing_of_before_is_lost(
    victim: Victim, figures: Figures
) -> None:
    pages = range(1, len(victim.good) // PAGE)
    tried = pages if IS_LONG else random.Random(13).sample(pages, 12)
    lost = []
    for page in tried:
        noise = random.Random(page).randbytes(PAGE)
        data = victim.spoil(partial(_overwrite, page=page, noise=noise))
        with pytest.raises(DamagedError):
            KnowledgeBase.open(victim.folder, victim.clock)
        assert (victim.folder / FILE).read_bytes() == data
        _prepared, texts = victim.rescued()
        assert victim.before.keys() <= texts.keys()
        lost.append(len(victim.after.keys() - texts.keys()))
        aside = next(victim.folder.glob(f"damaged/*/{FILE}"))
        assert aside.read_bytes() == data
        victim.put_back()
    figures.add("pages of noise, not noticed", 0, f"pages in {len(lost)}", "0")
    name = "notes later than the backup lost to a page of noise"
    figures.most(name, [float(one) for one in lost], f"of {LATER}", "those on the page")


def _overwrite(data: bytearray, page: int, noise: bytes) -> None:
    data[page * PAGE : (page + 1) * PAGE] = noise


def test_every_bit_of_a_text_is_noticed_and_mended(victim: Victim, figures: Figures) -> None:
    chance = random.Random(14)
    unseen = 0
    for _number in range(BITS):
        words = chance.choice([text for text in victim.after.values() if len(text) > 20])
        begin = victim.good.find(words.encode())
        if begin < 0:
            continue  # it goes on on another page
        place, bit = begin + chance.randrange(len(words.encode())), 1 << chance.randrange(8)

        def turn(data: bytearray, place: int = place, bit: int = bit) -> None:
            data[place] ^= bit

        victim.spoil(turn)
        unseen += not victim.is_noticed()
        victim.put_back()
    figures.add(f"bits turned in texts, not noticed of {BITS}", unseen, "bits", "0")
    assert unseen == 0


def test_bit_that_turned_is_mended_from_the_backup(victim: Victim) -> None:
    words = next(text for text in victim.before.values() if victim.good.count(text.encode()) == 1)
    place = victim.good.find(words.encode())

    def turn(data: bytearray) -> None:
        data[place] ^= 1

    victim.spoil(turn)
    prepared, texts = victim.rescued()
    assert prepared.mended == 1
    assert words in texts.values()
    assert {key: text for key, text in texts.items() if key in victim.after} == victim.after


@pytest.mark.parametrize(
    "wreck",
    [
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.write_bytes(bytes(PAGE * 40)), id="zeros"),
        pytest.param(lambda file: os.truncate(file, file.stat().st_size // 2), id="half"),
        pytest.param(lambda file: os.truncate(file, file.stat().st_size - 1), id="a byte short"),
        pytest.param(lambda file: file.unlink(), id="gone"),
    ],
)
def test_wreck_is_refused_and_rescued(victim: Victim, wreck: Callable[[Path], object]) -> None:
    wreck(victim.folder / FILE)
    before = sorted(one.name for one in victim.folder.iterdir())
    with pytest.raises(DamagedError):
        KnowledgeBase.open(victim.folder, victim.clock)
    assert sorted(one.name for one in victim.folder.iterdir()) == before
    prepared, texts = victim.rescued()
    assert victim.before.keys() <= texts.keys()
    assert prepared.notes >= len(victim.before)


def test_drafts_and_everything_later_come_along(victim: Victim) -> None:
    def cut(data: bytearray) -> None:
        # The header of the file counts more pages than there are; all rows can be read.
        data[28:32] = (len(data) // PAGE + 7).to_bytes(4, "big")

    victim.spoil(cut)
    prepared, texts = victim.rescued()
    if prepared.is_readable:
        assert victim.after.items() <= texts.items()


def test_every_backup_spoilt_too_leaves_everything_alone(victim: Victim) -> None:
    victim.spoil(lambda data: _overwrite(data, 3, bytes(PAGE)))
    for backup in victim.folder.glob("backups/*.sqlite"):
        os.truncate(backup, 5_000)
    files = {one: one.read_bytes() for one in victim.folder.rglob("*") if one.is_file()}
    (only,) = Rescuing(victim.folder, victim.clock).sources()
    assert only.is_all_there_is
    assert {one: one.read_bytes() for one in victim.folder.rglob("*") if one.is_file()} == files
    (victim.folder / FILE).write_bytes(b"")
    assert next(Rescuing(victim.folder, victim.clock).sources(), None) is None


def test_log_of_another_is_left_out(victim: Victim, tmp_path: Path) -> None:
    other = Victim(tmp_path / "anden.flipkb")
    base = KnowledgeBase.open(other.folder, other.clock)
    base.settings.set("user_name", "en anden")
    log = (other.folder / f"{FILE}-wal").read_bytes()
    base.close()
    base = KnowledgeBase.open(victim.folder, victim.clock)
    base.settings.set("user_name", "Åse")
    base.database.connection.execute("pragma wal_checkpoint(truncate)")
    data = (victim.folder / FILE).read_bytes()
    base.close()
    (victim.folder / FILE).write_bytes(data)
    (victim.folder / f"{FILE}-wal").write_bytes(log)
    victim.clock.advance(seconds=timedelta(minutes=1).total_seconds())
    try:
        opened = KnowledgeBase.open(victim.folder, victim.clock)
    except DamagedError:
        rescuing = Rescuing(victim.folder, victim.clock)
        source = next(rescuing.sources())
        assert source.is_file_itself
        aside = rescuing.settle(rescuing.prepare(source))
        assert (aside / f"{FILE}-wal").read_bytes() == log
        opened = KnowledgeBase.open(victim.folder, victim.clock)
    assert opened.check() == ()
    assert opened.settings.get("user_name") in {"Åse", "en anden"}
    assert victim.after.items() <= victim.texts(opened).items()
    opened.close()


def test_without_any_backup_the_damaged_file_itself_is_used(victim: Victim) -> None:
    shutil.rmtree(victim.folder / "backups")
    os.truncate(victim.folder / FILE, len(victim.good) - PAGE)
    prepared, texts = victim.rescued()
    assert prepared.source.is_all_there_is
    assert len(victim.after.items() & texts.items()) >= len(victim.after) - 20


def test_encrypted_pages_of_noise_are_noticed_and_rescued(tmp_path: Path, figures: Figures) -> None:
    folder = tmp_path / "låst.flipkb"
    folder.mkdir()
    keys, _recovery = Keys.create(folder, "fire sekunders stilhed", _CHEAP)
    victim = Victim(folder, keys)
    pages = random.Random(17).sample(range(1, len(victim.good) // PAGE), 6)
    lost = []
    for page in pages:
        victim.spoil(partial(_overwrite, page=page, noise=random.Random(page).randbytes(PAGE)))
        with pytest.raises(DamagedError):
            KnowledgeBase.open(folder, victim.clock, keys=keys)
        _prepared, texts = victim.rescued()
        assert victim.before.keys() <= texts.keys()
        lost.append(float(len(victim.after.keys() - texts.keys())))
        victim.put_back()
    name = "notes later than the backup lost to an encrypted page of noise"
    figures.most(name, lost, f"of {LATER}", "those on the page, all when it tells of the tables")
