"""The window for every test of the rooms."""

import pytest

from tests.helpers.app import app, sample_app
from tests.helpers.premade import premade_database

__all__ = ["app", "premade_database", "sample_app"]


@pytest.fixture(autouse=True)
def _little_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is little is counted before a click returns, also on a machine that is held up."""
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 30)
