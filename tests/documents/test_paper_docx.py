"""Papers as Word sees them: valid, accessible, one page, and nothing in them that is internal."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from flipdesk.documents.file_name import paper_file_name
from flipdesk.documents.paper_docx import render
from flipdesk.documents.word_table import WIDE_TEXT_WIDTH
from flipdesk.domain.paper import PaperKind
from tests.helpers.nordby import nordby
from tests.helpers.papers import paper, seminar
from tests.helpers.valid_docx import complaints
from tests.helpers.word import (
    every_text,
    opened,
    rows_of,
    styles_and_texts,
    visible_text,
)

EVERY_PAPER = [(kind, language) for kind in PaperKind for language in ("da", "en")]
AWKWARD = "a\x00b\x07c\ud800 & <g> \"h\" 'i' \u202ej\u202c \u2028 👩‍👧 {{7*7}}\r\nATTENDEE:x "


@pytest.mark.parametrize(("kind", "language"), EVERY_PAPER)
def test_every_paper_is_valid_open_xml_and_always_the_same(
    kind: PaperKind, language: str, tmp_path: Path
) -> None:
    data = render(paper(kind, language))
    assert complaints(data, tmp_path) == []
    assert data == render(paper(kind, language))


@pytest.mark.parametrize("language", ["da", "en"])
def test_papers_of_two_days_are_valid(language: str, tmp_path: Path) -> None:
    for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
        assert complaints(render(paper(kind, language, seminar(language))), tmp_path) == []


def test_program_says_when_where_what_for_and_in_which_order() -> None:
    data = render(paper(PaperKind.PROGRAM))
    assert styles_and_texts(data)[:3] == [
        ("Title", "Program for Samtaleflip 3, Nordby Kommune"),
        ("Subtitle", "Torsdag den 22. april 2021 kl. 9.30-12.00"),
        ("Heading 1", "Program"),
    ]
    facts, items = rows_of(data)
    assert facts == [
        ["Sted", "Jobcenter Nordby, lokale 2.14"],
        [
            "Formål",
            "At blive klogere på, hvornår borgerens egne jobtanker bliver grebet i samtalen",
        ],
        ["Jeres bidrag", "Et klip fra en samtale og lysten til at undres sammen"],
        ["Hvem kommer", "Nordby Kommune og Aalborg Universitet"],
    ]
    assert items == [
        ["Tid", "Hvad"],
        ["9.30", "Tjek-ind og spilleregler"],
        ["9.40", "Oplæg: hvad vi ved om gribning"],
        ["10.00", "Supplement fra praksis"],
        ["10.30", "Pause"],
        ["10.40", "Lån et øre: tre klip"],
        ["11.30", "Parkeringspladsen"],
        ["11.45", "Aftaler og næste møde"],
        ["12.00", "Slut"],
    ]


def test_run_sheet_lies_on_its_side_with_every_column() -> None:
    data = render(paper(PaperKind.RUN_SHEET))
    section = opened(data).sections[0]
    assert section.orientation is WD_ORIENT.LANDSCAPE
    width, sides = section.page_width, (section.left_margin, section.right_margin)
    assert width is not None
    assert round(width.pt * 20) - sum(round(side.pt * 20) for side in sides if side) == (
        WIDE_TEXT_WIDTH
    )
    *_facts, table = rows_of(data)
    assert table[0] == ["Tid", "Min.", "Hvad", "Hvorfor", "Hvordan", "Hvem", "Plan B", "Materiale"]
    assert table[2] == [
        *("9.40", "20", "Oplæg: hvad vi ved om gribning", "Fælles sprog for mønstre i samtaler"),
        *("", "Frederik Lund", "Kort version uden eksempel 2"),
        "Handout: fire hensyn · Klip 1, udskrift",
    ]
    assert table[3][1] == "30\n20–40"
    assert table[4][1] == "10\nfleksibel"


@pytest.mark.parametrize(("kind", "language"), EVERY_PAPER)
def test_every_table_says_what_it_is_and_repeats_its_header(kind: PaperKind, language: str) -> None:
    for table in opened(render(paper(kind, language))).element.body.iter(qn("w:tbl")):
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        header = table.find(qn("w:tr")).find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert (header is not None) == (look.get(qn("w:firstRow")) == "1")
        assert (header is None) == (look.get(qn("w:firstColumn")) == "1")


@pytest.mark.parametrize(("kind", "language"), EVERY_PAPER)
def test_title_language_and_page_numbers_are_where_word_looks(
    kind: PaperKind, language: str
) -> None:
    made = paper(kind, language)
    document = opened(render(made))
    about = document.core_properties
    locale, words = {"da": ("da-DK", "Side 1 af 1"), "en": ("en-GB", "Page 1 of 1")}[language]
    assert about.title == made.title == document.paragraphs[0].text
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert about.language == locale
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == locale
    assert document.sections[0].footer.paragraphs[0].text == f"{made.below}\t{words}"
    assert "python-docx" not in every_text(render(made))


def test_lines_of_the_ground_rules_are_a_real_numbered_list() -> None:
    document = opened(render(paper(PaperKind.GROUND_RULES)))
    numbered = [one for one in document.paragraphs if one.style and one.style.name == "List Number"]
    assert len(numbered) == 10
    style = document.styles["List Number"].element
    assert style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val")) == "2"


def test_lend_an_ear_sheet_has_its_boxes_and_room_to_write() -> None:
    data = render(paper(PaperKind.LEND_AN_EAR))
    text = visible_text(data)
    assert "☐\u00a0grebet\n☐\u00a0overhørt\n☐\u00a0overhalet" in text
    facts, patterns, _round = rows_of(data)
    assert [row[1] for row in facts + patterns[1:]] == [""] * 6
    heights = [one.get(qn("w:val")) for one in opened(data).element.body.iter(qn("w:trHeight"))]
    assert len(heights) == 7
    assert all(int(height) >= 600 for height in heights)


@pytest.mark.parametrize("kind", [PaperKind.PROGRAM, PaperKind.RUN_SHEET])
def test_awkward_text_is_shown_and_never_breaks_the_file(kind: PaperKind, tmp_path: Path) -> None:
    record = nordby()
    session = replace(
        record.session, title=f"Flip {AWKWARD}", place=AWKWARD * 40, purpose=AWKWARD * 200
    )
    agenda = tuple(
        replace(one, title=one.title + AWKWARD * 30, plan_b=AWKWARD, materials=(AWKWARD,))
        for one in record.agenda
    )
    awkward = paper(kind, "da", replace(record, session=session, agenda=agenda))
    assert complaints(render(awkward), tmp_path) == []
    assert "a\ufffdb\ufffdc\ufffd & <g>" in visible_text(render(awkward))
    name = paper_file_name(awkward)
    assert len(name.encode()) <= 200
    (tmp_path / name).touch()


def test_file_names_are_danish_and_sorted_by_date() -> None:
    names = [paper_file_name(paper(kind)) for kind in PaperKind]
    assert names == [
        "2021-04-22 Samtaleflip 3 Nordby Kommune program.docx",
        "2021-04-22 Samtaleflip 3 Nordby Kommune drejebog.docx",
        "De fire hensyn.docx",
        "Spilleregler.docx",
        "Lån et øre.docx",
        "Brug af oplysninger om Karen Sørensen.docx",
        "2021-04-23 Kvittering for sletning 5f0c2d9e.docx",
    ]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_everything_fits_on_one_page(tmp_path: Path) -> None:
    names = []
    for kind, language in EVERY_PAPER:
        path = tmp_path / f"{kind}-{language}.docx"
        path.write_bytes(render(paper(kind, language)))
        names.append(str(path))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = {
        path.stem: len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))
        for path in tmp_path.glob("*.pdf")
    }
    assert pages == {f"{kind}-{language}": 1 for kind, language in EVERY_PAPER}
