"""Hostile and broken files never get further than the door."""

import io
import resource
import time
import zipfile

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.errors import KnownError
from tests.helpers.nordby import minutes, nordby
from tests.helpers.returned import DOCUMENT, WordEdit

MB = 1_000_000


@pytest.fixture
def edit() -> WordEdit:
    return WordEdit(render(minutes(nordby())))


def zipped(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            package.writestr(name, content)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(KnownError) as refusal:
        read_returned(data)
    return str(refusal.value)


def test_bombs_are_refused_from_the_directory_alone(edit: WordEdit) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    edit.parts["word/media/image1.bin"] = bytes(150 * MB)
    bomb = edit.data()
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "pakket" in refused(bomb)
    many = zipped(*((f"word/{number}.xml", b"") for number in range(5_000)))
    assert "pakket" in refused(many)
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(made, peak)
    assert grown_kb < 50_000
    assert time.monotonic() - began < 20


def test_a_directory_that_lies_about_sizes_unpacks_no_further(edit: WordEdit) -> None:
    content = bytes(50 * MB)
    honest = zipped(("[Content_Types].xml", b"<a/>"), ("_rels/.rels", content))
    size = len(content).to_bytes(4, "little")
    assert refused(honest.replace(size, (900).to_bytes(4, "little")))


def test_names_that_collide_are_refused() -> None:
    assert "sat sammen" in refused(zipped(("word/document.xml", b""), ("Word/Document.xml", b"")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused() -> None:
    assert "sat sammen" in refused(zipped(("word/document.xml", b""), ("word/document.xml", b"")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(edit: WordEdit, encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a SYSTEM'
        ' "file:///etc/passwd">]><w>&a;</w>'
    )
    edit.parts["docProps/core.xml"] = bomb.encode(encoding)
    assert "dokumenttype" in refused(edit.data())


def test_macros_and_fields_that_start_programs_are_refused(edit: WordEdit) -> None:
    edit.parts["word/vbaProject.bin"] = b"x"
    assert "makroer" in refused(edit.data())
    del edit.parts["word/vbaProject.bin"]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    broken = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (" DD", "EAUTO cmd"))
    document = edit.parts[DOCUMENT].replace(b"<w:body>", b"<w:body><w:p>%s</w:p>", 1)
    edit.parts[DOCUMENT] = document % (begin + broken).encode()
    assert "starter et andet program" in refused(WordEdit(zipped(*edit.parts.items())).data())


def test_what_points_outside_is_left_and_told(edit: WordEdit) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    hostile = (
        f'<Relationship Id="x1" Type="{office}/attachedTemplate" TargetMode="External"'
        ' Target="http://evil.example/t.dotm"/>'
        f'<Relationship Id="x2" Type="{office}/aFChunk" Target="chunk.html"/>'
        f'<Relationship Id="x3" Type="{office}/hyperlink" TargetMode="External"'
        ' Target="http://aau.dk"/>'
    )
    name = "word/_rels/document.xml.rels"
    edit.parts[name] = edit.parts[name].replace(b"</R", hostile.encode() + b"</R")
    edit.parts["word/embeddings/oleObject1.bin"] = b"x"
    left = read_returned(edit.data()).left_out
    assert len(left) == 3
    assert any("indlejret objekt" in one for one in left)


def test_files_that_are_no_word_files_get_a_sentence(edit: WordEdit) -> None:
    whole = edit.data()
    assert "Word-fil" in refused(b"")
    assert "Word-fil" in refused(b"%PDF-1.7 ...")
    assert "adgangskode" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "Word-fil" in refused(whole[: len(whole) // 2])
    assert "Word-dokument" in refused(zipped(("mimetype", b"application/x")))
    edit.parts[DOCUMENT] = edit.parts[DOCUMENT][:-40]
    assert "beskadiget" in refused(zipped(*edit.parts.items()))


def test_a_flipped_bit_never_brings_the_reader_down(edit: WordEdit) -> None:
    whole = edit.data()
    for place in range(0, len(whole), len(whole) // 150):
        broken = bytearray(whole)
        broken[place] ^= 0x10
        try:
            read_returned(bytes(broken))
        except KnownError:
            continue


def test_elements_nested_deeper_than_any_document_are_refused(edit: WordEdit) -> None:
    deep = b"<w:ins>" * 5_000 + b"</w:ins>" * 5_000
    document = edit.parts[DOCUMENT].replace(b"<w:body>", b"<w:body><w:p>%s</w:p>" % deep, 1)
    edit.parts[DOCUMENT] = document
    assert "beskadiget" in refused(zipped(*edit.parts.items()))
