"""A command line, and a knowledge base with the example in it."""

from pathlib import Path

import pytest

from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE
from tests.helpers.premade import premade_database

__all__ = ["premade_database"]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def kb(tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "prøve.flipkb"
    assert run("session", "import", SAMPLE, "--kb", folder).status == 0
    return folder
