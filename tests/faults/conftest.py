"""Programs that are killed or refused everything are not measured: a disk that refuses them refuses
the file of coverage, too."""

import pytest


@pytest.fixture(autouse=True)
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no program that a test starts keep what lines it ran."""
    for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)
