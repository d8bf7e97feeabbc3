"""A backup on another disk: it opens by itself, and is there whole or not at all."""

from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import backup_elsewhere as module
from flipdesk.services.backup_elsewhere import copy_elsewhere
from flipdesk.services.desk import Desk
from tests.helpers.locked import PASSPHRASE, new_keys
from tests.helpers.rows import dump


def test_copy_opens_by_itself(
    desk: Desk, session_id: SessionId, tmp_path: Path, clock: ManualClock
) -> None:
    base, usb = desk.base, tmp_path / "usb"
    usb.mkdir()
    backup = base.back_up("by-hand")
    copy = copy_elsewhere(base.folder, backup, usb, base.uses, lambda: True)
    again = copy_elsewhere(base.folder, backup, usb, base.uses, lambda: True)
    assert sorted(usb.iterdir()) == sorted([copy, again])
    opened = KnowledgeBase.open(copy, clock)
    assert dump(opened) == dump(base)
    opened.close()
    told = desk.erasure.erasing.find_session(session_id).exports
    assert len(told) == 1
    assert told[0].startswith("Vidensbasen, gemt ")


def test_copy_of_an_encrypted_base_opens_with_its_passphrase(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder, usb = tmp_path / "låst.flipkb", tmp_path / "usb"
    usb.mkdir()
    base = KnowledgeBase.create(
        folder, clock, load_shipped("da").values(), keys=new_keys(folder)[0]
    )
    base.settings.set("user_name", "Åse")
    copy = copy_elsewhere(folder, base.back_up("by-hand"), usb, base.uses, lambda: True)
    base.close()
    assert all("Åse".encode() not in one.read_bytes() for one in copy.rglob("*") if one.is_file())
    opened = KnowledgeBase.open(copy, clock, keys=Keys.unlock(copy, PASSPHRASE))
    assert opened.settings.get("user_name") == "Åse"
    opened.close()


@pytest.mark.parametrize("refuses", ["cancelled", "changed", "full"])
def test_half_a_copy_is_never_left(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refuses: str
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    backup = desk.base.back_up("by-hand")
    if refuses == "changed":
        data = bytearray(backup.read_bytes())
        data[-1] ^= 1
        backup.write_bytes(data)
    if refuses == "full":
        monkeypatch.setattr(module, "write_durably", _full)
        (desk.base.folder / "erasures.jsonl").write_bytes(b"")
    with pytest.raises(KnownError):
        copy_elsewhere(
            *(desk.base.folder, backup, usb, desk.base.uses),
            lambda: refuses != "cancelled",
        )
    assert list(usb.iterdir()) == []


def _full(_path: Path, _data: bytes) -> None:
    raise OSError(28, "No space left on device")


def test_what_a_kill_left_there_goes_with_the_next_copy(desk: Desk, tmp_path: Path) -> None:
    usb, folder = tmp_path / "usb", desk.base.folder
    left = usb / f".{folder.stem} 2020-01-01 0000.flipkb.part"
    left.mkdir(parents=True)
    (left / "knowledge.sqlite").write_bytes(b"Mette")
    other = usb / ".mine ting"
    other.mkdir()
    backup = desk.base.back_up("by-hand")
    copy = copy_elsewhere(folder, backup, usb, desk.base.uses, lambda: True)
    assert sorted(usb.iterdir()) == sorted([copy, other])
