"""Series digests and programmes in a template, and the name of the organisation in all three."""

import pytest

from flipdesk.documents.forms import draw
from flipdesk.documents.template.fill import fill
from flipdesk.documents.template.inspect import inspect
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.services.compose_digest import compose_digest
from tests.helpers.every_document import samples
from tests.helpers.nordby import WRITTEN, minutes, nordby
from tests.helpers.papers import paper, seminar
from tests.helpers.valid_docx import complaints
from tests.helpers.word import opened, visible_text
from tests.helpers.word_templates import template

LINES = ("Brevhoved", "{{titel}}", "{{oplysninger}}", "{{punkter}}", "Med venlig hilsen")


def digest() -> DocumentSnapshot:
    (series, *_rest) = {one.series.id: one.series for one in samples("da")}.values()
    return compose_digest([one for one in samples("da") if one.series == series], "da", WRITTEN)


DOCUMENTS: dict[str, DocumentSnapshot | Paper] = {
    "digest": digest(),
    "program": paper(PaperKind.PROGRAM),
    "program in English": paper(PaperKind.PROGRAM, "en"),
    "program of two days": paper(PaperKind.PROGRAM, record=seminar()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("lines", [LINES, (), ("{{referat}}",), ("{{aftaler}}", "{{resumé}}")])
def test_nothing_is_lost(name: str, lines: tuple[str, ...]) -> None:
    document = DOCUMENTS[name]
    ours = draw(document, DocumentForm.WORD)
    filled = fill(document, template(*lines))
    assert complaints(filled) == []
    shown = visible_text(filled).splitlines()
    assert sorted(one for one in shown if one and one not in LINES) == sorted(
        one for one in visible_text(ours).splitlines() if one
    )


def test_a_programme_stands_where_the_template_has_its_places() -> None:
    program = paper(PaperKind.PROGRAM)
    filled = fill(program, template(*LINES, header="{{organisation}} · {{dato}}"))
    lines = visible_text(filled).splitlines()
    order = ["Brevhoved", program.title, "Sted", "Program", "Med venlig hilsen", program.subtitle]
    assert [lines.index(one) for one in order] == sorted(lines.index(one) for one in order)
    header = opened(filled).sections[0].header.paragraphs
    assert [one.text for one in header] == ["Nordby Kommune · 22.4.2021"]


@pytest.mark.parametrize("document", [minutes(nordby()), DOCUMENTS["digest"]])
def test_the_organisation_is_a_known_name(document: DocumentSnapshot) -> None:
    own = template("{{organisation}}", "{{ Organisation }} skriver", header="{{organisation}}")
    assert inspect(own).unknown == ()
    filled = fill(document, own)
    assert visible_text(filled).splitlines()[:2] == ["Nordby Kommune", "Nordby Kommune skriver"]
    assert "Nordby Kommune" in [one.text for one in opened(filled).sections[0].header.paragraphs]
