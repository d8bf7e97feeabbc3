"""Case 5: a rescue that is itself killed, at every touch of a file, or that finds no room."""

from pathlib import Path

import pytest

from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.unusable import DamagedError
from tests.faults.disks import fill, lacking, small_disk
from tests.faults.test_damage import FILE, PAGE, Victim
from tests.helpers.figures import Figures
from tests.helpers.killed import run_until_touch


def spoilt(folder: Path) -> Victim:
    victim = Victim(folder)
    data = bytearray(victim.good)
    data[PAGE : 3 * PAGE] = bytes(2 * PAGE)
    (folder / FILE).write_bytes(data)
    return victim


def test_rescue_killed_at_every_touch_is_done_again(tmp_path: Path, figures: Figures) -> None:
    victim = spoilt(tmp_path / "offer.flipkb")
    bad = (victim.folder / FILE).read_bytes()
    number, is_done, loops = 0, False, 0
    while not is_done:
        number += 1
        is_done = run_until_touch(victim.rescued, number)
        try:
            KnowledgeBase.open(victim.folder, victim.clock).close()
        except DamagedError:
            # Nothing is half done: the damaged file is as it was, and one more go does it.
            assert (victim.folder / FILE).read_bytes() == bad
            victim.rescued()
        base = KnowledgeBase.open(victim.folder, victim.clock)
        loops += base.check() != ()
        assert victim.before.keys() <= victim.texts(base).keys()
        base.close()
        assert any(one.read_bytes() == bad for one in victim.folder.glob(f"damaged/*/{FILE}"))
        victim.put_back()
        (victim.folder / FILE).write_bytes(bad)
    figures.add("rescue killed", number, "touches of a file, 0 loops", "0 lost")
    assert number > 10


@pytest.mark.skipif(bool(lacking()), reason=lacking() or "disks can be mounted")
def test_rescue_without_room_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path, megabytes=8) as disk:
        victim = spoilt(disk / "offer.flipkb")
        filler = fill(disk, leave_bytes=PAGE * 4)
        before = (victim.folder / FILE).read_bytes()
        with pytest.raises(KnownError, match=r"[Ss]kaf plads"):
            victim.rescued()
        assert (victim.folder / FILE).read_bytes() == before
        filler.unlink()
        _prepared, texts = victim.rescued()
        assert victim.before.keys() <= texts.keys()
