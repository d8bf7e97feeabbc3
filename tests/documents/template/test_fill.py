"""A filled template is a valid document in which nothing is lost."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.documents.bookmarks import bookmark_name, reflections_in
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.template.fill import fill
from flipdesk.domain.vocabulary import Audience, MinutesState
from tests.helpers.nordby import minutes, nordby
from tests.helpers.valid_docx import complaints
from tests.helpers.word import every_text, opened

PARTS = ("titel", "undertitel", "oplysninger", "resumé", "punkter", "aftaler", "referat")
SNAPSHOT = minutes(nordby())


def made(*lines: str, header: str = "", sections: int = 1, a5: bool = False) -> bytes:
    """Return a template; a line that begins with "|" stands in the cell of a table."""
    document = Document()
    for line in lines:
        if line.startswith("|"):
            document.add_table(1, 2).cell(0, 1).text = line[1:]
        else:
            paragraph = document.add_paragraph()
            paragraph.add_run(line[:3])
            paragraph.add_run(line[3:])
    for _number in range(sections - 1):
        document.add_section(WD_SECTION.NEW_PAGE)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.different_first_page_header_footer = sections > 1
    if a5:
        section.page_width, section.page_height = Mm(148), Mm(210)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def kept_whole(filled: bytes) -> None:
    """Assert that all that our own document shows is there once, under its hidden name."""
    assert complaints(filled) == []
    assert reflections_in(filled) == reflections_in(render(SNAPSHOT))
    text = every_text(filled)
    xml = opened(filled).element.xml
    for item in SNAPSHOT.items:
        for group in item.groups:
            for said in group.contributions:
                assert xml.count(f'"{bookmark_name("r", said.key)}"') == 1
                assert said.text.splitlines()[0] in text


@pytest.mark.parametrize(
    "template",
    [
        made(),
        made("Nordby Kommune"),
        made("{{titel}}", "{{punkter}}", "Med venlig hilsen"),
        made("{{referat}}", "{{punkter}}", "{{punkter}}"),
        made("|{{punkter}}", "{{aftaler}}", sections=2),
        made("{{oplysninger}}", a5=True),
    ],
)
def test_nothing_is_lost(template: bytes) -> None:
    kept_whole(fill(SNAPSHOT, template))


def test_a_filled_template_may_be_a_template_again() -> None:
    kept_whole(fill(SNAPSHOT, fill(SNAPSHOT, made("{{titel}}"))))


def test_the_same_template_gives_the_same_bytes() -> None:
    template = made("{{punkter}}")
    assert fill(SNAPSHOT, template) == fill(SNAPSHOT, template)


def test_parts_stand_where_the_template_has_them() -> None:
    lines = ("Først", "{{aftaler}}", "Midt", "{{titel}}", "Sidst")
    text = "\n".join(one.text for one in opened(fill(SNAPSHOT, made(*lines))).paragraphs)
    assert text.index("Først") < text.index("Midt") < text.index("Sidst")
    assert text.index("Midt") < text.index(SNAPSHOT.title) < text.index("Sidst")
    assert "{{" not in text


def test_values_stand_in_headers_and_unknown_names_stay() -> None:
    filled = opened(fill(SNAPSHOT, made("Sag {{sagsnr}}", header="{{titel}} v. {{version}}")))
    assert filled.sections[0].header.paragraphs[0].text == f"{SNAPSHOT.title} v. 1"
    assert "Sag {{sagsnr}}" in [one.text for one in filled.paragraphs]


def test_the_warning_stands_on_every_page_and_once_where_it_has_a_place() -> None:
    snapshot = minutes(nordby(), Audience.RESEARCHERS)
    assert snapshot.banner
    filled = opened(fill(snapshot, made("Brev", header="Nordby", sections=2)))
    for section in filled.sections:
        assert section.header.paragraphs[0].text == snapshot.banner
        assert section.first_page_header.paragraphs[0].text == snapshot.banner
    filled = opened(fill(snapshot, made(header="Obs: {{advarsel}}")))
    assert [one.text for one in filled.sections[0].header.paragraphs] == [f"Obs: {snapshot.banner}"]


def test_tables_are_as_wide_as_the_page() -> None:
    narrow = opened(fill(SNAPSHOT, made(a5=True)))
    section = narrow.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page
    assert left
    assert right
    assert narrow.tables
    for table in narrow.tables:
        assert 0 < sum(column.width or 0 for column in table.columns) <= page - left - right


def test_changes_are_tracked_while_the_document_is_out() -> None:
    out = replace(SNAPSHOT, state=MinutesState.COMMENTS)
    assert "<w:trackRevisions" in opened(fill(out, made())).settings.element.xml
    assert "<w:trackRevisions" not in opened(fill(SNAPSHOT, made())).settings.element.xml


_LINES = st.lists(
    st.sampled_from(
        [*("{{" + one + "}}" for one in PARTS), "|{{punkter}}", "|{{referat}}", "Tekst"]
    ),
    max_size=6,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=_LINES, sections=st.integers(1, 3), a5=st.booleans())
def test_no_template_breaks_a_document(lines: list[str], sections: int, a5: bool) -> None:
    kept_whole(fill(SNAPSHOT, made(*lines, sections=sections, a5=a5)))
