"""Series and their digest from a terminal, and minutes of every kind and language."""

from pathlib import Path

import pytest

from flipdesk.domain.vocabulary import Audience
from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE, SAMPLE_ID
from tests.helpers.word import styles_and_texts

SERIES = "Samtaleflip i Nordby Kommune"
TITLES = {
    (Audience.PARTICIPANTS, "da"): "Referat af Samtaleflip 3, Nordby Kommune",
    (Audience.RESEARCHERS, "da"): "Forskerreferat af Samtaleflip 3, Nordby Kommune",
    (Audience.DECISIONS, "da"): "Beslutningsreferat af Samtaleflip 3, Nordby Kommune",
    (Audience.SUMMARY, "da"): "Deltagerresumé af Samtaleflip 3, Nordby Kommune",
    (Audience.PARTICIPANTS, "en"): "Minutes of Samtaleflip 3, Nordby Kommune",
    (Audience.RESEARCHERS, "en"): "Researchers' minutes of Samtaleflip 3, Nordby Kommune",
    (Audience.DECISIONS, "en"): "Decisions of Samtaleflip 3, Nordby Kommune",
    (Audience.SUMMARY, "en"): "Summary of Samtaleflip 3, Nordby Kommune",
}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def kb(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "prøve.flipkb"
    assert run("session", "import", SAMPLE, "--kb", folder).status == 0
    return folder


@pytest.mark.parametrize(("audience", "language"), list(TITLES))
def test_minutes_of_every_kind_and_language_are_written(
    run: Run, kb: Path, tmp_path: Path, audience: Audience, language: str
) -> None:
    assert {one for one, _language in TITLES} == set(Audience)
    target = tmp_path / "skrevet.docx"
    ran = run(
        *("minutes", "write", SAMPLE_ID, "--kb", kb, "-o", target),
        *("--audience", audience, "--language", language),
    )
    assert ran.status == 0, ran.err
    assert styles_and_texts(target.read_bytes())[0] == ("Title", TITLES[audience, language])


def test_series_are_listed(run: Run, kb: Path) -> None:
    ran = run("series", "list", "--kb", kb)
    assert ran.out.split("  ")[1:] == [SERIES, "Nordby Kommune", "1 session\n"]
    (listed,) = run("series", "list", "--kb", kb, "--json").json
    assert (listed["title"], listed["potential"], listed["sessions"]) == (SERIES, "samtale", 1)


@pytest.mark.parametrize(
    ("language", "title"),
    [("da", f"Ideernes vej: {SERIES}"), ("en", f"How the ideas travelled: {SERIES}")],
)
def test_digest_is_written_in_either_language(
    run: Run, kb: Path, tmp_path: Path, language: str, title: str
) -> None:
    target = tmp_path / "vej.docx"
    ran = run("--language", language, "series", "digest", SERIES, "--kb", kb, "-o", target)
    assert ran.status == 0, ran.err
    assert styles_and_texts(target.read_bytes())[0] == ("Title", title)
    again = run("series", "digest", SERIES, "--kb", kb, "-o", tmp_path, "--json").json["path"]
    assert Path(again).name == f"2021-04-22 {SERIES} ideernes vej.docx"


def test_series_that_is_not_there_is_told(run: Run, kb: Path) -> None:
    ran = run("series", "digest", "Andet", "--kb", kb)
    assert (ran.status, ran.err) == (1, "Der er intet forløb ”Andet”. Se flipdesk series list.\n")
