"""The base template: made from its parts, valid, and as wide as the tables believe."""

import io
import runpy
import zipfile
from pathlib import Path

from docx.oxml.ns import qn

from flipdesk.documents.base_template import open_base
from flipdesk.documents.word_table import TEXT_WIDTH
from flipdesk.paths import resource
from tests.helpers.valid_docx import complaints

MAKER = Path(__file__).resolve().parents[2] / "tools" / "make_base_template.py"


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_is_what_its_parts_make() -> None:
    kept = resource("templates", "minutes.docx").read_bytes()
    made = runpy.run_path(str(MAKER))["template_bytes"]()
    assert contents(kept) == contents(made)


def test_the_template_is_valid(tmp_path: Path) -> None:
    assert complaints(resource("templates", "minutes.docx").read_bytes(), tmp_path) == []


def test_tables_are_as_wide_as_the_text() -> None:
    page = open_base("da").element.body.find(qn("w:sectPr"))
    width = int(page.find(qn("w:pgSz")).get(qn("w:w")))
    margins = page.find(qn("w:pgMar"))
    sides = int(margins.get(qn("w:left"))) + int(margins.get(qn("w:right")))
    assert width - sides == TEXT_WIDTH


def test_one_document_does_not_change_the_next() -> None:
    first = open_base("da")
    first.add_paragraph("noget")
    assert [one.text for one in open_base("da").paragraphs] == []
