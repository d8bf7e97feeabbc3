"""Papers from a terminal."""

from pathlib import Path

import icalendar
import pytest

from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE, SAMPLE_ID
from tests.helpers.word import styles_and_texts, visible_text


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def kb(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "prøve.flipkb"
    assert run("session", "import", SAMPLE, "--kb", folder).status == 0
    return folder


def test_program_goes_where_it_is_wanted(run: Run, kb: Path, tmp_path: Path) -> None:
    target = tmp_path / "program.docx"
    ran = run("session", "program", SAMPLE_ID[:8], "--kb", kb, "-o", target)
    assert (ran.status, ran.out) == (0, f"Fil: {target}\n")
    assert styles_and_texts(target.read_bytes())[0] == (
        "Title",
        "Program for Samtaleflip 3, Nordby Kommune",
    )


def test_name_that_ends_in_ics_gives_a_calendar(run: Run, kb: Path, tmp_path: Path) -> None:
    target = tmp_path / "flip.ics"
    ran = run("session", "program", SAMPLE_ID, "--kb", kb, "-o", target, "--json")
    assert ran.json == {"path": str(target)}
    (event,) = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Samtaleflip 3, Nordby Kommune"


def test_folder_gets_a_good_name_and_nothing_is_written_over(
    run: Run, kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "her"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for _again in range(2):
        assert run("session", "run-sheet", "Samtaleflip 3", "--kb", kb).status == 0
    assert run("session", "program", "Samtaleflip 3", "--kb", kb, "-o", folder).status == 0
    name = "2021-04-22 Samtaleflip 3 Nordby Kommune"
    assert {one.name for one in folder.iterdir()} == {
        f"{name} drejebog.docx",
        f"{name} drejebog (2).docx",
        f"{name} program.docx",
    }


def test_language_is_that_of_the_paper(run: Run, kb: Path, tmp_path: Path) -> None:
    target = tmp_path / "p.docx"
    assert run("session", "program", SAMPLE_ID, "--kb", kb, "-o", target, "--language", "en").out
    assert "Your contribution" in visible_text(target.read_bytes())


@pytest.mark.parametrize("sheet", ["dimensions", "ground-rules", "lend-an-ear"])
def test_handouts_need_no_knowledge_base(run: Run, sheet: str, tmp_path: Path) -> None:
    ran = run("handout", sheet, "-o", tmp_path, "--language", "en")
    assert ran.status == 0
    (path,) = tmp_path.glob("*.docx")
    assert ran.out == f"File: {path}\n"


def test_wrong_words_are_told_in_danish(run: Run, kb: Path, tmp_path: Path) -> None:
    ran = run("handout", "digt")
    assert ran.status == 2
    assert "dimensions, ground-rules, lend-an-ear" in ran.err
    missing = tmp_path / "findes ikke" / "x.docx"
    ran = run("session", "program", SAMPLE_ID, "--kb", kb, "-o", missing)
    assert ran.status == 1
    assert "findes ikke" in ran.err


def test_help_says_what_they_do(run: Run) -> None:
    text = run("session", "--help").out
    assert "program" in text
    assert "run-sheet" in text
    assert ".ics til kalendere" in run("session", "program", "--help").out
    assert "Skriv et ark til uddeling" in run("--help").out
