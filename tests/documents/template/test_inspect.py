"""A template is refused when it is unsafe, and else says what it holds."""

import io
import zipfile

import pytest
from docx import Document

from flipdesk.documents.template.inspect import inspect
from flipdesk.errors import KnownError

WORD = "wordprocessingml.document.main+xml"
DOCUMENT = "word/document.xml"
FOOTER = "word/footer1.xml"
LINKS = "word/_rels/document.xml.rels"


def template(*lines: tuple[str, ...], footer: str = "") -> bytes:
    """Return a document with a paragraph for each line and a run for each piece of it."""
    document = Document()
    for pieces in lines:
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece)
    document.sections[0].footer.paragraphs[0].text = footer
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return buffer.getvalue()


def test_places_are_found_in_both_languages_and_over_split_runs() -> None:
    report = inspect(
        template(
            (
                "{{ti",
                "tel}}",
            ),
            ("{{ Items }}",),
            ("{{resume}}",),
        )
    )
    assert report.placed == ("title", "summary", "items")
    assert report.unplaced == ("subtitle", "head", "agreements")
    assert not report.unknown


def test_everything_has_a_place_in_referat_and_nothing_in_a_plain_document() -> None:
    assert not inspect(template(("{{referat}}",))).unplaced
    assert not inspect(template(("Jobcenter Nordby",))).placed


def test_names_that_are_not_ours_are_listed() -> None:
    report = inspect(template(("Sag {{sagsnr}} af {{dato}}",), footer="{{ 1 + 1 }} {{status}}"))
    assert report.unknown == ("1 + 1", "sagsnr")
    assert not report.numbers_pages


def test_macros_document_types_and_other_files_are_refused() -> None:
    data = template(("{{referat}}",))
    macros = edited(data, "[Content_Types].xml", WORD, "document.macroEnabled.main+xml")
    with pytest.raises(KnownError, match="makroer"):
        inspect(macros)
    other = edited(data, "[Content_Types].xml", WORD, "spreadsheetml.sheet.main+xml")
    with pytest.raises(KnownError, match="ikke et Word-dokument"):
        inspect(other)
    typed = edited(data, "word/document.xml", "<w:document", "<!DOCTYPE x><w:document")
    with pytest.raises(KnownError):
        inspect(typed)
    with pytest.raises(KnownError):
        inspect(b"%PDF-1.7")


def test_content_controls_are_places_by_tag_or_alias() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Aftaler"/><w:tag w:val="head"/></w:sdtPr>'
        "<w:sdtContent><w:p/></w:sdtContent></w:sdt><w:sectPr"
    )
    report = inspect(edited(template(), DOCUMENT, "<w:sectPr", control))
    assert report.placed == ("head", "agreements")


def test_a_place_inside_a_table_cell_counts() -> None:
    document = Document()
    document.add_table(1, 2).cell(0, 1).text = "{{oplysninger}}"
    buffer = io.BytesIO()
    document.save(buffer)
    assert inspect(buffer.getvalue()).placed == ("head",)


def test_page_numbers_tracked_changes_and_outside_links_are_told() -> None:
    data = template(("Nordby",), footer="Side")
    quiet = inspect(data)
    assert not quiet.numbers_pages
    assert not quiet.has_tracked_changes
    assert not quiet.outside
    field = '<w:t>Side</w:t></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText>'
    data = edited(data, FOOTER, "<w:t>Side</w:t>", field)
    changed = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>ny</w:t></w:r></w:ins></w:p><w:sectPr'
    data = edited(data, DOCUMENT, "<w:sectPr", changed)
    link = '<Relationship Id="rIdX" Type="x" Target="http://x.invalid" TargetMode="External"/>'
    data = edited(data, LINKS, "</Relationships>", f"{link}</Relationships>")
    report = inspect(data)
    assert report.numbers_pages
    assert report.has_tracked_changes
    assert report.outside == (LINKS,)
