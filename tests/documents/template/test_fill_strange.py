"""Templates as they come from other hands: controls, comments, pictures, things from outside."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from flipdesk.documents.bookmarks import reflections_in
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.template.fill import fill
from flipdesk.documents.template.inspect import inspect
from flipdesk.domain.minutes_snapshot import Question
from flipdesk.errors import KnownError
from tests.documents.template.test_fill import SNAPSHOT, kept_whole, made
from tests.documents.template.test_inspect import DOCUMENT, LINKS, WORD, edited
from tests.helpers.office import saved_again
from tests.helpers.word import every_text, opened

OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def picture() -> bytes:
    """Return a PNG of one white dot."""
    pieces = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\xff\xff")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def controlled(names: str, inside: str) -> bytes:
    control = f"<w:sdt><w:sdtPr>{names}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    return edited(made(), DOCUMENT, "<w:sectPr", f"{control}<w:p/><w:sectPr")


@pytest.mark.parametrize(
    "template",
    [
        controlled('<w:alias w:val="Punkter"/>', "<w:p><w:r><w:t>Klik her</w:t></w:r></w:p>"),
        controlled('<w:tag w:val="minutes"/>', "<w:p/><w:p/>"),
        edited(
            made("Foran"),
            DOCUMENT,
            "<w:sectPr",
            '<w:p><w:sdt><w:sdtPr><w:tag w:val="titel"/></w:sdtPr><w:sdtContent><w:r>'
            "<w:t>Klik her</w:t></w:r></w:sdtContent></w:sdt></w:p><w:sectPr",
        ),
    ],
)
def test_content_controls_give_way(template: bytes) -> None:
    filled = fill(SNAPSHOT, template)
    kept_whole(filled)
    assert "Klik her" not in every_text(filled)


def test_a_template_with_comments_loses_them_and_ours_are_there() -> None:
    document = Document()
    document.add_comment(document.add_paragraph("Brev").runs, "Husk at rette", "A", "A")
    buffer = io.BytesIO()
    document.save(buffer)
    key = SNAPSHOT.items[1].groups[0].contributions[0].key
    filled = fill(
        replace(SNAPSHOT, questions=(Question(key, "Er det rigtigt?"),)), buffer.getvalue()
    )
    kept_whole(filled)
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        comments = [one for one in package.namelist() if "comments" in one]
        said = "".join(package.read(one).decode() for one in comments)
    assert "Er det rigtigt?" in said
    assert "Husk at rette" not in said


def test_nothing_is_fetched_from_outside_and_a_logo_stays() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    buffer = io.BytesIO()
    document.save(buffer)
    link = (
        f'<Relationship Id="rIdX" Type="{OUTSIDE}" Target="http://x.invalid/a.png"'
        ' TargetMode="External"/></Relationships>'
    )
    template = edited(buffer.getvalue(), LINKS, "</Relationships>", link)
    assert inspect(template).outside
    filled = fill(SNAPSHOT, template)
    kept_whole(filled)
    assert not inspect(filled).outside
    assert "pic:pic" in opened(filled).sections[0].header._element.xml


def test_a_dotx_becomes_a_document_and_macros_are_refused() -> None:
    types = "[Content_Types].xml"
    template = edited(made("{{punkter}}"), types, WORD, "wordprocessingml.template.main+xml")
    kept_whole(fill(SNAPSHOT, template))
    with pytest.raises(KnownError):
        fill(SNAPSHOT, edited(made(), types, WORD, "document.macroEnabled.main+xml"))


def test_libreoffice_opens_it_and_finds_everything(tmp_path: Path) -> None:
    template = saved_again(made("{{titel}}", "|{{punkter}}", sections=2), tmp_path)
    filled = fill(SNAPSHOT, template)
    assert reflections_in(saved_again(filled, tmp_path)) == reflections_in(render(SNAPSHOT))
