"""Cases 31 to 33 and 35: parts that act, words that are code, awkward text, and formulas."""

import csv
import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flipdesk.documents.bookmarks import bookmark_name
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.template.fill import fill
from flipdesk.documents.template.inspect import inspect
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.plain_table import Column, PlainTable
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.table_file import write_csv, write_workbook
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.faults.mutating import packed
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.helpers.nordby import minutes, nordby
from tests.helpers.word import every_text
from tests.helpers.word_templates import template

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACE = "<w:p><w:r><w:t>{{punkter}}</w:t></w:r></w:p>"
FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "RD",
          "MACROBUTTON")  # fmt: skip


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_body(xml: str) -> bytes:
    parts = parts_of(template("{{punkter}}"))
    name = "word/document.xml"
    parts[name] = parts[name].replace(b"<w:body>", f"<w:body>{xml}".encode())
    return packed(parts)


def with_part(name: str, kind: str, target: str, *, outside: bool = False) -> bytes:
    parts = parts_of(template("{{punkter}}"))
    links = "word/_rels/document.xml.rels"
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    if not outside:
        parts[name] = b"\xd0\xcf\x11\xe0"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Default Extension="bin" ContentType="application/x"/></Types>'
        )
    return packed(parts)


def field(code: str, *, split: bool) -> bytes:
    half = len(code) // 2
    pieces = (code[:half], code[half:]) if split else (code,)
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return with_body(f"<w:p>{begin}{runs}{end}</w:p>")


def hostile_templates() -> dict[str, bytes]:
    found = {f"{one} in runs": field(f' {one} "c:\\\\a" b', split=True) for one in FIELDS}
    found |= {
        f"{one} at once": with_body(f"<w:p><w:fldSimple w:instr=' {one.lower()} x'/></w:p>")
        for one in FIELDS
    }
    return {
        **found,
        "macros": with_part("word/vbaProject.bin", "vbaProject", "vbaProject.bin"),
        "an object": with_part("word/embeddings/a.bin", "oleObject", "embeddings/a.bin"),
        "a workbook": with_part("word/embeddings/a.bin", "package", "embeddings/a.bin"),
        "a control": with_part("word/activeX/a.bin", "control", "activeX/a.bin"),
        "a document in it": with_part("word/afchunk.bin", "aFChunk", "afchunk.bin"),
        "a subdocument": with_part("", "subDocument", "http://x.invalid/a.docx", outside=True),
        "a program to start": with_part("", "hyperlink", "file:///c:/a.exe", outside=True),
        "a script to start": with_part("", "hyperlink", "javascript:alert(1)", outside=True),
        "an object in the text": with_body("<w:p><w:r><w:object/></w:r></w:p>"),
        "mail merge": with_body("<w:p><w:mailMerge/></w:p>"),
    }


def outside_templates() -> dict[str, bytes]:
    """Return what is not refused: it is left behind when a document is made."""
    return {
        kind: with_part("", kind, "http://x.invalid/a", outside=True)
        for kind in ("attachedTemplate", "image", "frame", "theme", "footnotes", "stylesheet")
    }


def test_parts_that_act_are_refused_or_left_behind(figures: Figures) -> None:
    let_in = []
    hostile = hostile_templates()
    for name, data in hostile.items():
        with suppress(KnownError):
            inspect(data)
            let_in.append(name)
    left = 0
    for name, data in outside_templates().items():
        assert inspect(data).outside, name
        filled = fill(minutes(nordby()), data)
        left += sum(b"x.invalid" in part for part in parts_of(filled).values())
        assert not inspect(filled).outside, name
    figures.add("hostile parts let in", len(let_in), f"of {len(hostile)}", "0")
    figures.add("links to elsewhere in what was made", left, "of 6 templates", "0")
    assert (let_in, left) == ([], 0)
    assert inspect(template("{{punkter}}", "Side {{titel}}")).placed


CODE = (
    "{{7*7}}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% for x in range(9) %}",
    "{{ 'a'*10**9 }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{titel}}", "{{{{titel}}}}",
    "{{ punkter }}", "{{self.__class__.__mro__}}", "%(x)s {0.__class__} %n", "{{config}}",
    "@(7*7)", "[[7*7]]",
)  # fmt: skip


def saying(text: str) -> SessionRecord:
    """Return the session in which a note that stands in the minutes says this."""
    record = nordby()
    notes = tuple(replace(one, text=text) if one == shown() else one for one in record.reflections)
    return replace(record, reflections=notes)


@cache
def shown() -> Reflection:
    """Return a note that stands in the minutes."""
    record = nordby()
    found = every_text(render(minutes(record)))
    return next(one for one in record.reflections if one.text in found)


def test_words_are_never_worked_out(figures: Figures) -> None:
    """Neither those of a template nor those people have said, which stay what they are."""
    worked_out = []
    for words in CODE:
        said = unescape(
            every_text(fill(minutes(saying(f"før {words} efter")), template("{{punkter}}")))
        )
        made = fill(minutes(nordby()), template("{{punkter}}", f"før {words} efter"))
        written = unescape(every_text(made))
        is_name = "titel" in words or "punkter" in words
        kept = f"før {words} efter" in said and (is_name or f"før {words} efter" in written)
        if not kept or "før 49" in said + written or "uid=" in said + written:
            worked_out.append(words)
    figures.add("words that were worked out", len(worked_out), f"of {len(CODE)}", "0")
    assert worked_out == []


AWKWARD = (
    "a\x00b", "\x01\x02\x1b[31m", "\ufffe\uffff", "\ud800", "x\udfffy", "\u202egpj.exe\u202c",
    "\u2066skjult\u2069", "\u200b\u200d\ufeff", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "& < > \" ' ]]> <!-- -->",
    "a\r\nb\rc\u2028d\u2029e\x85", "\u0661\u0662", "e" + "\u0301" * 500, "ﷺ" * 40,
    "x" * 200_000, "\t \u00a0 \t",
)  # fmt: skip
HALVES = range(0xD800, 0xE000)


def test_awkward_text_is_stored_and_written_as_it_was_typed(
    tmp_path: Path, figures: Figures
) -> None:
    """All of it comes back from the database, and the letters of it from Word."""
    clock = ManualClock(MORNING)
    base = KnowledgeBase.create(tmp_path / "n.flipkb", clock, load_shipped("da").values())
    record = nordby()
    with base.atomic():
        base.add_record(record)
    stored_wrong, built = [], 0
    first = shown()
    for text in AWKWARD:
        base.reflections.save(replace(first, text=f"[{text}]"))
        back = base.reflections.get(first.id)
        assert back is not None
        whole = "".join("\ufffd" if ord(sign) in HALVES else sign for sign in text)
        if back.text != f"[{whole}]":
            stored_wrong.append(text[:20])
        document = render(minutes(saying(back.text)))
        built += bookmark_name("r", first.id).encode() in parts_of(document)["word/document.xml"]
    assert base.check() == ()
    base.close()
    figures.add("awkward texts stored otherwise", len(stored_wrong), f"of {len(AWKWARD)}", "0")
    figures.add("awkward texts whose minutes build", built, "", f"{len(AWKWARD)}")
    assert stored_wrong == []
    assert built == len(AWKWARD)


FORMULAS = tuple(
    f"{before}{sign}{rest}"
    for before in ("", " ", "\u00a0", "\u200b", "\n", "tekst\n", "\r\n")
    for sign, rest in (
        ("=", "1+1"), ("+", "1"), ("-", "1"), ("@", "SUM(A1)"), ("\t", "=1"), ("\r", "=1"),
        ("＝", "1+1"), ("＋", "1"), ("＠", "a"), ("=", 'HYPERLINK("http://x.invalid")'),
        ("=", "cmd|' /C calc'!A0"), ("%0A", "=1"),
    )
)  # fmt: skip


@pytest.mark.parametrize("for_people", [True, False])
def test_no_cell_is_a_formula(figures: Figures, *, for_people: bool) -> None:
    rows = tuple((one,) for one in FORMULAS)
    table = PlainTable("noter", "Noter", (Column("text", "Tekst"),), rows)
    text = write_csv(table, for_people=for_people).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")][1:]
    live = [one for one in cells if one.lstrip(" \u00a0\u200b")[:1] in set("=+-@\t\r\n＝＋－＠")]
    book = load_workbook(io.BytesIO(write_workbook([table], for_people=for_people)))
    live += [str(cell.value) for row in book.worksheets[0] for cell in row if cell.data_type == "f"]
    figures.add(f"live formulas, for people {for_people}", len(live), f"of {len(cells) * 2}", "0")
    assert live == []
    assert len(cells) == len(FORMULAS)
