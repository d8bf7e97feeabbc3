"""A template is refused when it is unsafe, and else says what it holds."""

import io
import zipfile

import pytest
from docx import Document

from flipdesk.documents.template.inspect import inspect
from flipdesk.errors import KnownError

WORD = "wordprocessingml.document.main+xml"


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
