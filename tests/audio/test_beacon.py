"""What lies in a folder may have been written by anybody."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from flipdesk.audio.beacon import (
    BEACON_NAME,
    Beacon,
    new_address,
    read_beacon,
    remove_beacon,
    remove_socket,
    write_beacon,
)
from flipdesk.audio.process_life import born, has_ended, machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it asks /proc")


@pytest.fixture
def beacon(tmp_path: Path) -> Beacon:
    private = tmp_path / "privat"
    private.mkdir(mode=0o700)
    folder = tmp_path / "optagelse"
    folder.mkdir()
    return Beacon(
        pid=os.getpid(),
        born=born(os.getpid()),
        window=os.getppid(),
        window_born=born(os.getppid()),
        machine=machine(),
        folder=str(folder),
        address=str(private / "recorder"),
        key="ab" * 32,
    )


def test_what_is_written_is_read(beacon: Beacon) -> None:
    folder = Path(beacon.folder)
    assert read_beacon(folder) is None
    (folder / "recorder.new").write_text("left by one that died in the middle")
    write_beacon(beacon)
    assert read_beacon(folder) == beacon
    assert [path.name for path in folder.iterdir()] == [BEACON_NAME]
    assert (folder / BEACON_NAME).stat().st_mode & 0o777 == 0o600
    assert not beacon.is_gone
    assert not beacon.is_orphan


def test_link_in_the_way_is_not_followed(beacon: Beacon, tmp_path: Path) -> None:
    theirs = tmp_path / "andres"
    theirs.write_text("uberørt")
    (Path(beacon.folder) / "recorder.new").symlink_to(theirs)
    write_beacon(beacon)
    assert theirs.read_text() == "uberørt"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "{", "\x00" * 100, '{"pid": 1}', "[" * 100_000, json.dumps({"pid": "1"})],
)
def test_nonsense_is_no_beacon(beacon: Beacon, text: str) -> None:
    (Path(beacon.folder) / BEACON_NAME).write_text(text)
    assert read_beacon(Path(beacon.folder)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"pid": "1"},
        {"pid": True},
        {"key": ""},
        {"key": "hej"},
        {"address": ["127.0.0.1", 5000]},
        {"address": "relativ/recorder"},
        {"folder": "/"},
        {"extra": 1},
    ],
)
def test_beacon_of_others_is_not_believed(beacon: Beacon, other: dict[str, object]) -> None:
    (Path(beacon.folder) / BEACON_NAME).write_text(json.dumps(asdict(beacon) | other))
    assert read_beacon(Path(beacon.folder)) is None


def test_address_in_a_folder_that_others_can_enter_is_not_believed(beacon: Beacon) -> None:
    write_beacon(beacon)
    Path(beacon.address).parent.chmod(0o755)
    assert read_beacon(Path(beacon.folder)) is None


def test_copy_of_a_folder_does_not_lead_to_the_recorder_of_the_first(
    beacon: Beacon, tmp_path: Path
) -> None:
    write_beacon(beacon)
    copy = tmp_path / "kopi"
    Path(beacon.folder).rename(copy)
    Path(beacon.folder).mkdir()
    assert read_beacon(copy) is None


def test_ended_process_is_gone_even_when_nobody_has_asked_after_it(beacon: Beacon) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        began = born(process.pid)
        theirs = replace(beacon, pid=process.pid, born=began)
        assert not theirs.is_gone
        # Another process of the same number.
        assert replace(theirs, born="1").is_gone
        # The same number on another machine says nothing.
        assert not replace(theirs, born="1", machine="andetsteds").is_gone
        replace(theirs, born="1").kill()
        assert process.poll() is None
        theirs.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert has_ended(process.pid, began)  # a zombie
    assert has_ended(process.pid, began)
    assert has_ended(process.pid)


def test_beacon_of_another_recorder_stays(beacon: Beacon) -> None:
    write_beacon(beacon)
    remove_beacon(replace(beacon, key="cd" * 32))
    assert read_beacon(Path(beacon.folder)) == beacon
    remove_beacon(beacon)
    assert read_beacon(Path(beacon.folder)) is None


def test_address_is_private_and_short_wherever_temporary_files_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    far = tmp_path / ("langt" * 30)
    far.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(far))
    monkeypatch.setattr("tempfile.tempdir", str(far))
    address = Path(new_address())
    assert len(os.fsencode(address)) < 104
    assert address.parent.stat().st_mode & 0o777 == 0o700
    address.parent.rmdir()


def test_only_a_socket_is_taken_away(tmp_path: Path) -> None:
    precious = tmp_path / "recorder"
    precious.write_text("optagelse")
    remove_socket(str(precious))
    assert precious.exists()
    remove_socket("")
