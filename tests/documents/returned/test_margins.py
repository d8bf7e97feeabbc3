"""What is written into headers, footers and notes is not lost."""

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.findings import ChangeKind, Findings
from flipdesk.domain.returned import By, Place, Span
from flipdesk.i18n import use_language
from tests.helpers.nordby import minutes, nordby
from tests.helpers.returned import OFFICE, W, WordEdit, w

METTE = By("Mette Holm", "2026-11-24T10:15:00")


@pytest.fixture
def data() -> bytes:
    use_language("da")
    return render(minutes(nordby()))


def found(data: bytes, edit: WordEdit) -> Findings:
    return findings(read_returned(data), read_returned(edit.data()))


def margin(edit: WordEdit, kind: str) -> str:
    return next(name for name in edit.parts if name.startswith(f"word/{kind}"))


def test_a_change_in_the_footer_is_told_though_it_has_no_place(data: bytes) -> None:
    edit = WordEdit(data)
    name = margin(edit, "footer")
    new = (f'<w:ins w:id="1" w:author="{METTE.author}" w:date="{METTE.date}"><w:r><w:t>'
           "Ikke til pressen</w:t></w:r></w:ins></w:p>")  # fmt: skip
    edit.parts[name] = edit.parts[name].replace(b"</w:p>", new.encode(), 1)
    (change,) = found(data, edit).changes
    assert (change.kind, change.hunk.new, change.by) == (
        ChangeKind.INSERTION,
        "Ikke til pressen",
        METTE,
    )
    assert change.spot.target is None
    assert found(data, edit).unplaced == 1


def test_page_numbers_are_no_change(data: bytes) -> None:
    edit = WordEdit(data)
    name = margin(edit, "footer")
    assert edit.parts[name].count(b">1</w:t>") == 2
    edit.parts[name] = edit.parts[name].replace(b">1</w:t>", b">14</w:t>")
    assert found(data, edit).changes == ()


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_behind_the_paragraph_that_refers_to_it(data: bytes, kind: str) -> None:
    edit = WordEdit(data)
    piece = next(one for one in read_returned(data).pieces
                 if one.targets and one.targets[0].place is Place.REFLECTION)  # fmt: skip
    paragraph = edit.paragraph("r", piece.targets[0].key)
    run = edit._run(Span(""))
    reference = run.makeelement(w(f"{kind}Reference"), {w("id"): "2"})
    run.append(reference)
    paragraph.append(run)
    again = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    edit.parts[f"word/{kind}s.xml"] = (
        f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2"><w:p><w:r><w:t>Det husker jeg anderledes.</w:t></w:r>{again}</w:p>'
        f"</w:{kind}></w:{kind}s>"
    ).encode()
    relations = "word/_rels/document.xml.rels"
    added = f'<Relationship Id="rIdN" Type="{OFFICE}/{kind}s" Target="{kind}s.xml"/>'
    edit.parts[relations] = edit.parts[relations].replace(
        b"</Relationships>", f"{added}</Relationships>".encode()
    )
    (change,) = found(data, edit).changes
    assert (change.kind, change.hunk.new) == (ChangeKind.ADDED, "Det husker jeg anderledes.")
    assert change.spot.before == piece.targets[0]
