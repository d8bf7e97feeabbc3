"""Every document can be read by ear, by keyboard and by those who see little."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from flipdesk.documents.minutes_docx import render
from flipdesk.domain.vocabulary import Audience
from tests.helpers.accessible_docx import barriers, contrast
from tests.helpers.every_document import every_document
from tests.helpers.nordby import minutes, nordby, without_reflections


def test_nothing_stands_in_the_way_of_anybody_in_any_document() -> None:
    found = {one.name: barriers(one.data, one.language) for one in every_document()}
    assert {name: told for name, told in found.items() if told} == {}
    assert len(found) > 100


@pytest.mark.parametrize("audience", list(Audience))
def test_nor_in_a_session_with_nothing_in_it(audience: Audience) -> None:
    empty = replace(without_reflections(nordby()), agenda=(), participants=(), outcomes=())
    assert barriers(render(minutes(empty, audience)), "da") == []


def test_what_stands_in_the_way_is_found() -> None:
    data = render(minutes(nordby()))
    assert barriers(data, "en")
    document = docx.Document(BytesIO(data))
    document.paragraphs[3].style = document.styles["Heading 3"]
    document.add_paragraph("")
    for caption in list(document.element.body.iter(qn("w:tblCaption"))):
        caption.getparent().remove(caption)
    document.add_paragraph().add_run("bleg").font.color.rgb = RGBColor(0xCC, 0xCC, 0xCC)
    buffer = BytesIO()
    document.save(buffer)
    told = " ".join(barriers(buffer.getvalue(), "da"))
    for words in ("heading 3 after 1", "an empty paragraph", "without a caption", "CCCCCC"):
        assert words in told, told


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
