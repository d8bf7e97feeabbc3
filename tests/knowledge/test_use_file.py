"""The journal of use: whole, torn by a crash, changed by somebody, and on a disk that is full."""

import errno
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import new_guid
from flipdesk.domain.use import Act, JournalCheck, Thing, nameless
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import BugError
from flipdesk.knowledge.use_file import UseFile


@pytest.fixture
def file(tmp_path: Path, clock: ManualClock) -> UseFile:
    return UseFile(tmp_path, clock)


def fill(file: UseFile, count: int = 5) -> list[bytes]:
    for _number in range(count):
        file.append(Act.EXPORTED, Thing.MINUTES, new_guid(), {"audience": Audience.SUMMARY})
    return file.path.read_bytes().splitlines(keepends=True)


def test_a_line_tells_what_was_done_and_stands_on_the_one_before(
    file: UseFile, clock: ManualClock
) -> None:
    session = new_guid()
    file.append(Act.OPENED, Thing.SESSION, session)
    clock.advance(minutes=5)
    minutes = new_guid()
    file.append(Act.EXPORTED, Thing.MINUTES, minutes, {"session": session, "pages": 3})
    first, second = file.uses()
    assert (first.number, first.act, first.thing, first.guid) == (1, "opened", "session", session)
    assert (second.at - first.at).total_seconds() == 300
    assert dict(second.details) == {"session": session, "pages": 3}
    assert second.is_about({session})
    assert file.check() == JournalCheck(2)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_every_byte_that_is_changed_is_found(file: UseFile) -> None:
    data = b"".join(fill(file, 3))
    for place in range(len(data) - 1):
        file.path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert not file.check().is_whole, data[place : place + 1]


def test_a_line_taken_out_put_in_doubled_or_moved_is_found(file: UseFile) -> None:
    lines = fill(file)
    forged = json.loads(lines[2]) | {"at": "2020-01-01T00:00:00.000+00:00"}
    for changed in (
        lines[:2] + lines[3:],
        [lines[0], lines[2], lines[1], *lines[3:]],
        [*lines[:3], lines[2], *lines[3:]],
        [*lines[:3], json.dumps(forged).encode() + b"\n", *lines[3:]],
        lines[1:],
    ):
        file.path.write_bytes(b"".join(changed))
        assert not file.check().is_whole
    file.path.write_bytes(b"".join(lines))
    assert file.check().is_whole


def test_an_end_that_is_cut_off_is_found_by_what_is_remembered(file: UseFile) -> None:
    lines = fill(file)
    end = file.append(Act.CLOSED, Thing.KNOWLEDGE_BASE)
    assert file.check(end).is_whole
    file.append(Act.OPENED, Thing.KNOWLEDGE_BASE)
    assert file.check(end).is_whole
    file.path.write_bytes(b"".join(lines[:4]))
    assert file.check().is_whole
    assert file.check(end).is_shortened
    file.path.unlink()
    assert file.check(end).is_shortened


def test_a_line_torn_anywhere_by_a_power_cut_is_told_and_never_lost(file: UseFile) -> None:
    whole = fill(file, 3)
    last = whole[-1]
    for kept in range(1, len(last)):
        file.path.write_bytes(b"".join(whole[:-1]) + last[:kept])
        assert file.check().is_whole
        file.append(Act.OPENED, Thing.KNOWLEDGE_BASE)
        found = file.check()
        assert found.is_whole, kept
        assert found.cut_off == (kept < len(last) - 1)
        assert last[:kept] in file.path.read_bytes()


def test_a_torn_line_nobody_tells_of_is_damage(file: UseFile) -> None:
    lines = fill(file)
    file.path.write_bytes(b"".join([*lines[:2], lines[2][:40] + b"\n", *lines[3:]]))
    assert file.check().broken_at == 3


def test_a_disk_that_is_full_leaves_the_journal_whole(
    file: UseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = b"".join(fill(file))
    write = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) > 40:
            return write(descriptor, data[:40])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(OSError, match="full"):
            file.append(Act.OPENED, Thing.KNOWLEDGE_BASE)
    assert file.path.read_bytes() == before
    file.append(Act.OPENED, Thing.KNOWLEDGE_BASE)
    assert file.check() == JournalCheck(6)


def test_a_link_in_its_place_is_not_followed(file: UseFile, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    file.path.symlink_to(other)
    with pytest.raises(OSError, match="symbolic"):
        file.append(Act.OPENED, Thing.KNOWLEDGE_BASE)
    assert other.read_text() == "mine"


def test_threads_and_processes_write_side_by_side(file: UseFile, clock: ManualClock) -> None:
    code = (
        "import sys; from pathlib import Path; from flipdesk.domain.clock import SystemClock;"
        "from flipdesk.domain.use import Act, Thing; from flipdesk.knowledge.use_file import *;"
        "file = UseFile(Path(sys.argv[1]), SystemClock());"
        "[file.append(Act.PLAYED, Thing.RECORDING) for _ in range(40)]"
    )
    command = [sys.executable, "-c", code, str(file.path.parent)]
    others = [subprocess.Popen(command) for _ in range(2)]
    threads = [threading.Thread(target=fill, args=(file, 40)) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.wait() for one in others] == [0, 0]
    assert file.check() == JournalCheck(160)


@given(st.text(min_size=1))
def test_no_text_of_a_person_gets_in(text: str) -> None:
    with pytest.raises(BugError):
        nameless("", {"about": text})
    with pytest.raises(BugError):
        nameless(text, {})
