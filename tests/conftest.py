"""What every test shares: an empty home, Danish, no stray log record, no window left open."""

import os

# Qt without a screen aborts the whole process, so this stands before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flipdesk.documents import package
from flipdesk.i18n import use_language
from tests.helpers.figures import Figures, write_figures
from tests.helpers.home import Home
from tests.helpers.stray_logs import StrayLogs
from tests.helpers.valid_docx import checking
from tests.helpers.windows import close_visible_windows

ROOT = Path(__file__).resolve().parent.parent
# Before anything that makes Word files is imported: all of them pass through here.
package.with_body = checking(package.with_body)

HOME = pytest.StashKey[Home]()

# The same examples in every run, however slow the machine.
# `--hypothesis-profile=search` draws new ones.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Move to a home that only this run knows; compile the catalogues once, not in every worker."""
    config.stash[HOME] = Home()
    if not hasattr(config, "workerinput"):
        compiling = [sys.executable, "tools/catalogue.py", "compile"]
        subprocess.run(compiling, cwd=ROOT, check=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that home."""
    config.stash[HOME].remove()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured."""
    write_figures(terminalreporter)


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Takes what a test measures, for the end of the run."""
    return Figures(record_property)


@pytest.fixture(autouse=True, scope="module")
def _only_what_is_new_is_collected() -> None:
    """Leave alone what was there before a file's tests, a million things to look through."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _danish() -> None:
    use_language("da")


@pytest.fixture(autouse=True)
def _no_document_left(pytestconfig: pytest.Config) -> Iterator[None]:
    """Let no test find what another wrote in the folder for documents."""
    yield
    pytestconfig.stash[HOME].clear_documents()


@pytest.fixture(autouse=True)
def _no_stray_logs() -> Iterator[None]:
    """Fail on a warning or worse that the test did not await with `caplog.at_level`."""
    stray = StrayLogs()
    logging.getLogger().addHandler(stray)
    yield
    logging.getLogger().removeHandler(stray)
    if stray.messages:
        pytest.fail("unexpected log records: " + "; ".join(stray.messages))


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail when a top-level window is still visible after pytest-qt closed the test's own."""
    yield
    left = close_visible_windows()
    if left:
        pytest.fail("windows left open: " + ", ".join(left))
