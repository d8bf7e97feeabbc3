"""Files that are not what they say they are end in one sentence, and nothing is unpacked."""

import contextlib
import io
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.plain_values import from_plain, to_plain
from flipdesk.domain.research_project import ResearchProject
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.read_codes import read_codebook
from flipdesk.exchange.refi.read_project import read_package
from flipdesk.exchange.refi.write_project import write_project
from tests.exchange.refi.drawn_projects import projects

PROJECT = '<Project xmlns="urn:QDA-XML:project:1.0" name="P">{inside}</Project>'
GUID = "11111111-2222-3333-4444-55555555555{number}"
BOMB = b" " * 4_000_000
DTD = b'<!DOCTYPE P [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PROJECT.encode()


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return file.getvalue()


def project(inside: str, **sources: str) -> bytes:
    texts = {f"sources/{name}.txt": text.encode() for name, text in sources.items()}
    return zipped({"project.qde": PROJECT.format(inside=inside).encode(), **texts})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "ikke et REFI-QDA-projekt"),
        (b"PK\x03\x04 and no more", "ikke et REFI-QDA-projekt"),
        (zipped({"andet.txt": b"x"}), "ikke noget projekt"),
        (zipped({"a.qde": b"<P/>", "b.qde": b"<P/>"}), "ikke noget projekt"),
        (zipped({"project.qde": b"<P>"}), "beskadiget"),
        (zipped({"project.qde": b"<P/>"}), "ikke noget projekt"),
        (zipped({"project.qde": DTD}), "dokumenttype"),
        (zipped({"project.qde": DTD.decode().encode("utf-16")}), "dokumenttype"),
        (zipped({"project.qde": b"<P/>", "../ud.txt": b"x"}), "sat sammen"),
        (zipped({"project.qde": b"<P/>", "/etc/passwd": b"x"}), "sat sammen"),
        (zipped({"project.qde": b"<P/>", "c:\\a.txt": b"x"}), "sat sammen"),
        (zipped({"a.qde": b"<P/>", "A.qde": b"x"}), "sat sammen"),
        (zipped({"project.qde": b"<P/>", "sources/a.txt": BOMB}), "pakke ud"),
        (project("<Sources><TextSource/></Sources>"), "TextSource mangler sin GUID"),
        (
            project(
                f'<Sources><AudioSource guid="{GUID.format(number=1)}"><AudioSelection'
                f' guid="{GUID.format(number=2)}" begin="ti" end="20"/></AudioSource></Sources>'
            ),
            "begin i AudioSelection",
        ),
    ],
)
def test_wrong_file_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        read_package(data)


def test_locked_file_is_refused() -> None:
    data = bytearray(zipped({"project.qde": b"<P/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(KnownError, match="sat sammen"):
        read_package(bytes(data))


def test_part_that_is_not_what_the_directory_says() -> None:
    data = zipped({"project.qde": b"<P/>"}, zipfile.ZIP_STORED)
    with pytest.raises(KnownError, match="beskadiget"):
        read_package(data.replace(b"<P/>", b"<Q/>"))
    assert zlib.crc32(b"<P/>") != zlib.crc32(b"<Q/>")


@pytest.mark.parametrize("data", [b"", b"<a/>", DTD, b"\xff\xfe\x00"])
def test_wrong_codebook_is_one_sentence(data: bytes) -> None:
    with pytest.raises(KnownError):
        read_codebook(data)


def test_codes_that_lie_endlessly_in_each_other_are_refused() -> None:
    deep = f'<Code guid="{GUID.format(number=1)}" name="k" isCodable="true">' * 60
    codes = f"<Codes>{deep}{'</Code>' * 60}</Codes>"
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{codes}</CodeBook>'
    with pytest.raises(KnownError, match="for dybt"):
        read_codebook(book.encode())


def test_codings_without_code_and_places_outside_the_text_are_counted() -> None:
    one, two, three, four, five, six = (GUID.format(number=number) for number in range(1, 7))
    read = read_package(
        project(
            f'<Sources><TextSource guid="{one}" name="t"'
            ' plainTextPath="internal://t.txt">'
            f'<PlainTextSelection guid="{two}" startPosition="0" endPosition="3">'
            f'<Coding guid="{three}"><CodeRef targetGUID="{four}"/>'
            "</Coding></PlainTextSelection>"
            f'<PlainTextSelection guid="{five}" startPosition="2" endPosition="9"/>'
            f'</TextSource><PictureSource guid="{six}"/></Sources>',
            t="abc",
        )
    )
    (text,) = read.texts
    assert [(each.start, each.end) for each in text.selections] == [(0, 3)]
    assert len(read.left_out) == 3


def test_project_of_another_name_and_inline_text_are_read() -> None:
    inside = (
        f'<Sources><TextSource guid="{{{GUID.format(number="A").upper()}}}" name="t">'
        "<PlainTextContent>æøå</PlainTextContent></TextSource></Sources>"
    )
    read = read_package(zipped({"Mit projekt.qde": PROJECT.format(inside=inside).encode()}))
    (text,) = read.texts
    assert (text.id, text.text) == (GUID.format(number="a"), "æøå")


@pytest.mark.parametrize(("origin", "words"), [("MAXQDA", "to"), ("ATLAS.ti", " t")])
def test_line_ends_of_windows_count_as_their_program_counts_them(origin: str, words: str) -> None:
    inside = (
        f'<Sources><TextSource guid="{GUID.format(number=1)}" name="t"'
        ' plainTextPath="internal://t.txt">'
        f'<PlainTextSelection guid="{GUID.format(number=2)}" startPosition="8" endPosition="10"/>'
        "</TextSource></Sources>"
    )
    xml = PROJECT.format(inside=inside).replace('name="P"', f'name="P" origin="{origin}"')
    data = zipped({"project.qde": xml.encode(), "sources/t.txt": b"en\r\nog\r\nto tre"})
    (text,) = read_package(data).texts
    (one,) = text.selections
    assert text.text == "en\nog\nto tre"
    assert text.text[one.start : one.end] == words


@given(data=projects(), place=st.integers(0, 10**6), junk=st.binary(max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_project_is_read_or_refused_and_nothing_else(
    data: ResearchProject, place: int, junk: bytes
) -> None:
    xml = bytearray(write_project(data))
    place %= len(xml)
    xml[place : place + len(junk)] = junk
    for damaged in (bytes(xml), bytes(xml[:place])):
        with contextlib.suppress(KnownError):
            read = read_package(zipped({"project.qde": damaged}))
            assert from_plain(ResearchProject, to_plain(read)) == read
