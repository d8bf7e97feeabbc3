"""What the tests of faults share: a disk that loses its power, and programs without coverage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import PowerDisk, lacking_loop


@pytest.fixture(autouse=True)
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure no program that a test starts: a disk that refuses it refuses that file, too."""
    for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def power(tmp_path: Path) -> Iterator[PowerDisk]:
    """A disk that can lose its power; the test is left out where there can be none."""
    why_not = lacking_loop(tmp_path)
    if why_not:
        pytest.skip(why_not)
    disk = PowerDisk(tmp_path)
    yield disk
    disk.close()
