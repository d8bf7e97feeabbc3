"""HTML and PDF say what Word says, let everybody in, and run nothing that somebody wrote."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from flipdesk.documents.bookmarks import bookmark_name
from flipdesk.documents.forms import check_of, draw
from flipdesk.domain.document_form import OTHERS, DocumentForm, form_of
from flipdesk.domain.document_snapshot import DocumentSnapshot, Table
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import BugError
from tests.helpers.accessible_docx import contrast
from tests.helpers.accessible_html import barriers
from tests.helpers.every_page import every_snapshot
from tests.helpers.nordby import minutes, nordby, said, without_reflections
from tests.helpers.papers import paper

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="x">&amp;"\'> #panic("x") $x$ \\ `raw` _em_ *b* '
    '#read("/etc/passwd") [link] // slut ]]> <!-- --> \u202e \x00 \ud800 \uffff æøå'
)


def test_nothing_stands_in_the_way_of_anybody_in_any_html() -> None:
    found = {
        name: barriers(draw(one, DocumentForm.HTML), one.language) for name, one in every_snapshot()
    }
    assert {name: told for name, told in found.items() if told} == {}
    assert len(found) > 100


def test_every_pdf_is_tagged_titled_and_in_its_language(tmp_path: Path) -> None:
    for audience in Audience:
        for language in ("da", "en"):
            snapshot = minutes(nordby(language), audience, language)
            path = tmp_path / f"{audience}-{language}.pdf"
            path.write_bytes(draw(snapshot, DocumentForm.PDF))
            about = told_by("pdfinfo", path)
            assert re.search(r"Tagged:\s+yes", about)
            assert f"Title:           {snapshot.title}" in about
            assert re.search(rb"/Lang\s*\(" + language.encode(), path.read_bytes())
            structure = told_by("pdfinfo", path, "-struct-text")
            assert structure.count("  H1 ") == 1
            assert squeezed(snapshot.title) in squeezed(structure).replace('""', "")
            assert structure.count("Table (block)") > 0
            # The head of a document has its headings in the first column, which typst cannot tag.
            tables = [one for one in snapshot.sections if isinstance(one, Table)]
            assert structure.count("THead") >= len(tables)
            fonts = told_by("pdffonts", path).splitlines()[2:]
            assert fonts
            assert all("SourceSans3" in line for line in fonts)


@pytest.mark.parametrize("audience", list(Audience))
def test_all_three_forms_say_the_same(tmp_path: Path, audience: Audience) -> None:
    snapshot = minutes(nordby(), audience)
    read = html_text(draw(snapshot, DocumentForm.HTML))
    path = tmp_path / "referat.pdf"
    path.write_bytes(draw(snapshot, DocumentForm.PDF))
    seen = squeezed(told_by("pdftotext", path, "-raw", "-"))
    words = texts_of(snapshot)
    assert len(words) > 10
    for text in words:
        assert squeezed(text) in squeezed(read), text
        assert squeezed(text) in seen, text


def test_hidden_ids_are_those_of_word() -> None:
    snapshot = minutes(nordby())
    tree = html.document_fromstring(draw(snapshot, DocumentForm.HTML))
    for item in snapshot.items:
        for group in item.groups:
            for one in group.contributions:
                (found,) = tree.xpath(f'//*[@id="{bookmark_name("r", one.key)}"]')
                assert one.text in found.text_content()


def test_same_document_same_bytes_and_of_its_form(tmp_path: Path) -> None:
    for document in (minutes(nordby()), paper(PaperKind.LEND_AN_EAR, "da")):
        for form in DocumentForm:
            data = draw(document, form)
            assert data == draw(document, form)
            path = tmp_path / f"x{form.ending}"
            path.write_bytes(data)
            check_of(form)(path)
            path.write_bytes(data[: len(data) // 2])
            with pytest.raises(BugError):
                check_of(form)(path)


def test_hostile_words_are_words(tmp_path: Path) -> None:
    record = said(without_reflections(nordby()), HOSTILE, item=1)
    snapshot = replace(minutes(record), title=HOSTILE, banner=HOSTILE, subtitle=HOSTILE)
    data = draw(snapshot, DocumentForm.HTML)
    assert barriers(data, "da") == []
    assert "<script>alert(1)</script>" in html_text(data)
    path = tmp_path / "fjendtlig.pdf"
    path.write_bytes(draw(snapshot, DocumentForm.PDF))
    assert '#panic("x")' in told_by("pdftotext", path, "-raw", "-").replace("\n", " ")
    assert "root:" not in told_by("pdftotext", path, "-raw", "-")


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_drawn(text: str) -> None:
    record = said(without_reflections(nordby()), text + "x", item=1)
    snapshot = replace(minutes(record), title=text + "x", author=text, banner=text)
    assert barriers(draw(snapshot, DocumentForm.HTML), "da") == []
    assert draw(snapshot, DocumentForm.PDF).startswith(b"%PDF-")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    data = draw(minutes(nordby()), DocumentForm.HTML).decode()
    light, dark = data.split("@media screen", 1)
    part = light if scheme == "light" else dark
    values = dict(re.findall(r"--(\w+): (#[0-9A-F]{6})", part))
    for text, ground in (("text", "bg"), ("muted", "bg"), ("text", "warning_tint")):
        assert contrast(values[text][1:], values[ground][1:]) >= 4.5
    marks = re.findall(r"\.mark\.\w+ \{ color: #([0-9A-F]{6})", part)
    assert len(marks) >= 6
    assert all(contrast(one, values["bg"][1:]) >= 4.5 for one in marks)
    fills = re.findall(r"background: #([0-9A-F]{6}); color: #([0-9A-F]{6})", part)
    assert all(contrast(*one) >= 4.5 for one in fills)


def test_names_ask_for_forms() -> None:
    for name, form in (
        ("referat.PDF", DocumentForm.PDF),
        ("referat.htm", DocumentForm.HTML),
        ("referat.docx", DocumentForm.WORD),
        ("referat", DocumentForm.WORD),
    ):
        assert form_of(Path(name)) is form
    assert set(OTHERS) | {DocumentForm.WORD} == set(DocumentForm)


def texts_of(snapshot: DocumentSnapshot) -> list[str]:
    said_words = [
        one.text for item in snapshot.items for group in item.groups for one in group.contributions
    ]
    return [
        snapshot.title,
        *(line.text for row in snapshot.head for line in row.lines),
        *(line.text for line in snapshot.summary.lines),
        *(item.heading for item in snapshot.items),
        *said_words,
        *(section.heading for section in snapshot.sections),
    ]


def html_text(data: bytes) -> str:
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return str(tree.xpath("//main")[0].text_content())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text.replace("-\n", "-"))


def told_by(program: str, path: Path, *more: str) -> str:
    done = subprocess.run(
        [program, *([more[0]] if more and more[0] != "-" else []), str(path), *more[1:]],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8", "replace")


def test_what_people_said_is_danish_in_an_english_document() -> None:
    snapshot = minutes(nordby("en"), Audience.PARTICIPANTS, "en")
    tree = html.document_fromstring(draw(snapshot, DocumentForm.HTML))
    for item in snapshot.items:
        for group in item.groups:
            for one in group.contributions:
                (found,) = tree.xpath(f'//*[@id="{bookmark_name("r", one.key)}"]//*[@lang="da"]')
                assert one.text in found.text_content()
    danish = draw(minutes(nordby()), DocumentForm.HTML)
    assert b'<span lang="da">' not in danish
    assert draw(snapshot, DocumentForm.PDF).count(b"/Lang") > 10
