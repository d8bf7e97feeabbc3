"""Word templates are looked at, kept and chosen from a terminal."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE_ID
from tests.helpers.word_templates import template_file


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def nordby(tmp_path: Path) -> Path:
    return template_file(tmp_path / "nordby.docx", "Nordby hilser", "{{punkter}}")


def first_line(run: Run, kb: Path, tmp_path: Path, *options: str | Path) -> str:
    """Write minutes and return their first line."""
    written = tmp_path / "referat.docx"
    ran = run("minutes", "write", SAMPLE_ID, *options, "-o", written, "--kb", kb)
    assert ran.status == 0, ran.err
    return Document(str(written)).paragraphs[0].text


def test_what_a_template_lacks_is_said(run: Run, tmp_path: Path) -> None:
    path = template_file(tmp_path / "skabelon.docx", "{{punkter}}", "Sag {{sagsnr}}")
    result = run("template", "check", path)
    assert result.status == 0
    assert "titel, undertitel, oplysninger, resumé, aftaler" in result.out
    assert "punkter" not in result.out
    assert "{{sagsnr}}" in result.out
    assert "sidetal" in result.out


def test_a_file_that_is_no_template_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "skabelon.docx"
    assert run("template", "check", path).status == 1
    path.write_bytes(b"%PDF-1.7")
    assert run("template", "check", path).status == 1


def test_minutes_are_written_in_a_file(run: Run, kb: Path, tmp_path: Path, nordby: Path) -> None:
    assert first_line(run, kb, tmp_path, "--template", nordby) == "Nordby hilser"
    assert run("template", "list", "--kb", kb).out.startswith("Der er ingen Word-skabelon")


def test_the_template_of_the_series_is_written_in(
    run: Run, kb: Path, tmp_path: Path, nordby: Path
) -> None:
    added = run("template", "add", nordby, "--kb", kb)
    assert (added.status, added.out.splitlines()[0][:28]) == (0, "Word-skabelon gemt: nordby (")
    assert "Uden plads i skabelonen: titel" in added.out
    nordby.unlink()
    assert first_line(run, kb, tmp_path) != "Nordby hilser"
    assert run("template", "check", "nordby", "--kb", kb).status == 0
    assert run("template", "use", "nordby", "--kb", kb).status == 0
    assert first_line(run, kb, tmp_path) == "Nordby hilser"
    assert first_line(run, kb, tmp_path, "--no-template") != "Nordby hilser"
    listed = run("template", "list", "--json", "--kb", kb).json
    assert [one["used_for"] for one in listed["templates"]] == [["alle forløb"]]
    series = run("series", "list", "--json", "--kb", kb).json[0]
    assert run("template", "use", "--own-look", "--series", series["id"], "--kb", kb).status == 0
    assert first_line(run, kb, tmp_path) != "Nordby hilser"
    assert "FlipDesks eget udseende" in run("template", "list", "--kb", kb).out
    assert run("template", "use", "--as-others", "--series", series["id"], "--kb", kb).status == 0
    organisation = series["organisation"]
    own = run("template", "use", "--own-look", "--organisation", organisation, "--kb", kb)
    assert (own.status, first_line(run, kb, tmp_path) != "Nordby hilser") == (0, True)
    assert run("template", "remove", "nordby", "--kb", kb).status == 0
    assert run("template", "list", "--json", "--kb", kb).json["templates"] == []


def test_a_template_is_replaced_and_used_for_a_series(
    run: Run, kb: Path, tmp_path: Path, nordby: Path
) -> None:
    series = run("series", "list", "--json", "--kb", kb).json[0]["title"]
    title = "Nordby Kommune"
    ran = run("template", "add", nordby, "--title", title, "--series", series, "--kb", kb)
    assert ran.status == 0
    assert first_line(run, kb, tmp_path) == "Nordby hilser"
    fresh = template_file(tmp_path / "2027.docx", "Nyt logo")
    assert run("template", "add", fresh, "--replace", title, "--kb", kb).status == 0
    assert first_line(run, kb, tmp_path) == "Nyt logo"


def test_what_makes_no_sense_is_refused(run: Run, kb: Path, nordby: Path) -> None:
    assert run("template", "use", "--kb", kb).status == 2
    assert run("template", "use", "nordby", "--kb", kb).status == 1
    assert run("template", "use", "--own-look", "--organisation", "Åkær", "--kb", kb).status == 1
    both = run("minutes", "write", SAMPLE_ID, "--template", nordby, "--no-template", "--kb", kb)
    assert both.status == 2
    macros = nordby.with_suffix(".docm")
    macros.write_bytes(b"PK")
    assert run("template", "add", macros, "--kb", kb).status == 1
    assert run("template", "list", "--json", "--kb", kb).json["templates"] == []


def test_digest_and_programme_are_written_in_the_template_of_the_series(
    run: Run, kb: Path, tmp_path: Path, nordby: Path
) -> None:
    series = run("series", "list", "--json", "--kb", kb).json[0]["id"]
    assert run("template", "add", nordby, "--series", series, "--kb", kb).status == 0
    written = tmp_path / "dokument.docx"
    for command in (("series", "digest", series), ("session", "program", SAMPLE_ID)):
        for options, is_theirs in (((), True), (("--no-template",), False)):
            assert run(*command, *options, "-o", written, "--kb", kb).status == 0
            shown = [one.text for one in Document(str(written)).paragraphs]
            assert ("Nordby hilser" in shown) is is_theirs
