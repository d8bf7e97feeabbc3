"""A Word template is looked at from a terminal."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE_ID


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


def test_what_a_template_lacks_is_said(run: Run, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{punkter}}")
    document.add_paragraph("Sag {{sagsnr}}")
    path = tmp_path / "skabelon.docx"
    document.save(str(path))
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


def test_minutes_are_written_in_a_template(run: Run, kb: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Vores eget brevhoved")
    path, written = tmp_path / "skabelon.docx", tmp_path / "referat.docx"
    document.save(str(path))
    result = run("minutes", "write", SAMPLE_ID, "--template", path, "-o", written, "--kb", kb)
    assert result.status == 0
    assert Document(str(written)).paragraphs[0].text == "Vores eget brevhoved"
