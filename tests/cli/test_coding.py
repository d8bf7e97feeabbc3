"""Codings and agreement from a terminal."""

import json
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.coding import CodingDesk
from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE, SAMPLE_ID


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def kb(run: Run, tmp_path: Path) -> Path:
    """A knowledge base in which two have coded: one text alike, one each alone."""
    folder = tmp_path / "prøve.flipkb"
    assert run("session", "import", SAMPLE, "--kb", folder).status == 0
    base = KnowledgeBase.open(folder, SystemClock())
    desk = CodingDesk(base, SystemClock())
    said = base.reflections.of_session(base.sessions.all()[0].id)
    for name, places in (("Anne", (0, 1)), ("Bo", (0, 2))):
        coder_id, _step = desk.coder(name)
        for place in places:
            desk.code_reflection(coder_id, said[place].id, "potentials", "samtale", 0, 8)
    base.close()
    return folder


def test_codings_are_listed(run: Run, kb: Path) -> None:
    result = run("coding", "list", SAMPLE_ID, "--kb", kb)
    assert result.status == 0
    assert "4 kodninger" in result.out
    found = json.loads(run("coding", "list", SAMPLE_ID, "--kb", kb, "--json").out)
    assert [(one["coder"], one["start"], one["end"]) for one in found] == [
        ("Anne", 0, 8),
        ("Anne", 0, 8),
        ("Bo", 0, 8),
        ("Bo", 0, 8),
    ]


def test_agreement_is_told_by_initials_or_name(run: Run, kb: Path) -> None:
    told = run("coding", "agreement", SAMPLE_ID, "a", "Bo", "--kb", kb)
    assert told.status == 0
    assert "0,46" in told.out
    (code,) = json.loads(
        run("coding", "agreement", SAMPLE_ID, "Anne", "Bo", "--kb", kb, "--json").out
    )["codes"]
    texts = code["texts"]
    assert (texts["both"], texts["only_first"], texts["only_second"], texts["neither"]) == (
        *(1, 1, 1),
        22,
    )
    assert code["letters"]["both"] == 8


def test_unknown_coder_is_one_sentence(run: Run, kb: Path) -> None:
    result = run("coding", "agreement", SAMPLE_ID, "Anne", "Cy", "--kb", kb)
    assert result.status == 1
    assert result.err.strip() == "Der er ingen koder »Cy«; vælg en af: Anne, Bo."
