"""Whether somebody records into a folder: numbers of processes are given out again."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.audio.beacon import BEACON_NAME, write_beacon
from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.audio.manifest import Manifest, Opened
from flipdesk.audio.process_life import born
from tests.helpers.at_work import at_work, beacon_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it asks /proc")


def opened(folder: Path, pid: int, since: str) -> None:
    manifest = Manifest(folder)
    manifest.add(Opened(0, 8_000, 1, "", "2021-04-19T07:30:00+00:00", 0, pid, born=since))
    manifest.close()


def test_recorder_that_lives_has_its_folder(tmp_path: Path) -> None:
    with at_work() as pid:
        write_beacon(beacon_of(tmp_path, pid))
        assert is_recorded_into(tmp_path)
        (tmp_path / BEACON_NAME).unlink()
        assert not is_recorded_into(tmp_path)
        opened(tmp_path, pid, born(pid))
        assert is_recorded_into(tmp_path)
    assert not is_recorded_into(tmp_path)


def test_another_recorder_of_the_same_number_does_not_hide_the_sound(tmp_path: Path) -> None:
    with at_work() as pid:
        write_beacon(replace(beacon_of(tmp_path, pid), born="1"))
        assert not is_recorded_into(tmp_path)
        opened(tmp_path, pid, "")
        assert not is_recorded_into(tmp_path), "the beacon says that the number is another's"
        (tmp_path / BEACON_NAME).unlink()
        opened(tmp_path, pid, "1")
        assert not is_recorded_into(tmp_path)


def test_number_of_another_machine_means_nothing_here(tmp_path: Path) -> None:
    with at_work() as pid:
        write_beacon(replace(beacon_of(tmp_path, pid), machine="andetsteds"))
        assert not is_recorded_into(tmp_path)


def test_newer_recorder_counts_when_the_beacon_is_that_of_one_that_ended(tmp_path: Path) -> None:
    with at_work() as first:
        beacon = beacon_of(tmp_path, first)
    write_beacon(beacon)
    with at_work() as second:
        opened(tmp_path, second, born(second))
        assert is_recorded_into(tmp_path)
