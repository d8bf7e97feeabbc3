"""File names that every system takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.documents.file_name import minutes_file_name, safe_name
from flipdesk.domain.vocabulary import Audience
from tests.helpers.nordby import minutes, nordby


@pytest.mark.parametrize(
    ("audience", "language", "name"),
    [
        (Audience.PARTICIPANTS, "da", "referat"),
        (Audience.RESEARCHERS, "da", "forskerreferat"),
        (Audience.DECISIONS, "da", "beslutningsreferat"),
        (Audience.PARTICIPANTS, "en", "minutes"),
    ],
)
def test_name_is_date_session_organisation_and_kind(
    audience: Audience, language: str, name: str
) -> None:
    snapshot = minutes(nordby(), audience, language)
    wanted = f"2021-04-22 Samtaleflip 3 Nordby Kommune {name}.docx"
    assert minutes_file_name(snapshot) == wanted


def test_a_long_title_is_cut_and_the_kind_kept() -> None:
    snapshot = replace(minutes(nordby()), name="Ærø " * 100)
    name = minutes_file_name(snapshot)
    assert len(name.encode()) <= 200
    assert name.startswith("2021-04-22 Ærø Ærø")
    assert name.endswith(" referat.docx")


def test_signs_that_windows_refuses_become_spaces() -> None:
    assert safe_name('a/b\\c:d*e?f"g<h>i|j\x00k.') == "a b c d e f g h i j k"
    assert safe_name("NUL") == "_NUL"
    assert safe_name("lpt1.txt") == "_lpt1.txt"


@given(st.text(st.characters()))
def test_any_text_becomes_a_name_that_can_be_written(text: str) -> None:
    name = safe_name(text)
    name.encode("utf-8")
    assert not set(name) & set('<>:"/\\|?*\x00\n\r\t')
    assert name == name.strip(" .")
