"""Minutes as Word sees them: valid, accessible, and nothing lost on the way."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.documents.bookmarks import bookmark_name
from flipdesk.documents.minutes_docx import render
from flipdesk.domain.vocabulary import Audience, MinutesState
from tests.helpers.nordby import many, minutes, nordby, said, without_reflections
from tests.helpers.valid_docx import complaints
from tests.helpers.word import (
    every_text,
    opened,
    rows_of,
    styles_and_texts,
    visible_text,
)

EVERY_VERSION = [(audience, language) for audience in Audience for language in ("da", "en")]


@pytest.mark.parametrize(("audience", "language"), EVERY_VERSION)
@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.COMMENTS])
def test_every_version_is_valid_open_xml(
    audience: Audience, language: str, state: MinutesState, tmp_path: Path
) -> None:
    snapshot = minutes(nordby(language), audience, language, state, comments_by=date(2021, 5, 1))
    assert complaints(render(snapshot), tmp_path) == []


@pytest.mark.parametrize(("audience", "language"), EVERY_VERSION)
def test_the_same_snapshot_gives_the_same_bytes(audience: Audience, language: str) -> None:
    snapshot = minutes(nordby(language), audience, language)
    assert render(snapshot) == render(snapshot)


def test_headings_are_real_and_in_order() -> None:
    headings = [
        (style, text)
        for style, text in styles_and_texts(render(minutes(nordby())))
        if style.startswith(("Title", "Heading"))
    ]
    assert headings == [
        ("Title", "Referat af Samtaleflip 3, Nordby Kommune"),
        ("Heading 1", "Resumé"),
        ("Heading 1", "Punkter"),
        ("Heading 2", "1. Tjek-ind og spilleregler (til orientering)"),
        ("Heading 2", "2. Oplæg: hvad vi ved om gribning (til orientering)"),
        ("Heading 3", "Oplæg fra forskningen"),
        ("Heading 2", "3. Supplement fra praksis (til drøftelse)"),
        ("Heading 3", "Supplement fra praksis"),
        ("Heading 3", "Dilemmaer"),
        ("Heading 2", "4. Lån et øre: tre klip (til drøftelse)"),
        ("Heading 3", "Refleksioner fra praksis"),
        ("Heading 3", "Dilemmaer"),
        ("Heading 3", "Konklusion"),
        ("Heading 2", "5. Parkeringspladsen (til drøftelse)"),
        ("Heading 3", "Refleksioner fra praksis"),
        ("Heading 2", "6. Aftaler og næste møde (til beslutning)"),
        ("Heading 1", "Aftaler"),
        ("Heading 1", "Prøvehandlinger"),
        ("Heading 1", "Parkeret"),
        ("Heading 1", "Videnønsker"),
        ("Heading 1", "Næste møde"),
        ("Heading 1", "Bilag"),
    ]


def test_every_table_says_what_it_is_and_repeats_its_header() -> None:
    for audience in Audience:
        tables = list(opened(render(minutes(nordby(), audience))).element.body.iter(qn("w:tbl")))
        for number, table in enumerate(tables):
            assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
            first = table.find(qn("w:tr"))
            is_header = first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            assert is_header == (number > 0)


@pytest.mark.parametrize(("language", "locale"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_is_set_wherever_word_looks(language: str, locale: str) -> None:
    document = opened(render(minutes(nordby(language), language=language)))
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == locale
    theme = document.settings.element.find(qn("w:themeFontLang"))
    assert theme.get(qn("w:val")) == locale
    assert document.core_properties.language == locale


def test_words_that_people_said_stay_danish_in_an_english_document() -> None:
    document = opened(render(minutes(nordby("en"), language="en")))
    words = document.styles["FLIP Refleksion"].element.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    assert words.get(qn("w:val")) == "da-DK"


def test_titles_and_outcomes_that_people_wrote_are_danish_too() -> None:
    for audience in (Audience.PARTICIPANTS, Audience.RESEARCHERS):
        body = opened(render(minutes(nordby("en"), audience, "en"))).element.body
        danish = [one.text for one in body.iter(qn("w:t")) if _run_language(one) == "da-DK"]
        assert "2. Oplæg: hvad vi ved om gribning" in danish
        assert "Sende artiklen om gribning til alle" in danish
        assert "Agenda items" not in danish
    own = opened(render(minutes(nordby()))).element.body
    assert list(own.iter(qn("w:lang"))) == []


def _run_language(text: BaseOxmlElement) -> str | None:
    found = text.find(f"../{qn('w:rPr')}/{qn('w:lang')}")
    return None if found is None else found.get(qn("w:val"))


def test_properties_say_what_the_document_is_and_name_nobody() -> None:
    snapshot = minutes(nordby())
    document = opened(render(snapshot))
    about = document.core_properties
    assert about.title == "Referat af Samtaleflip 3, Nordby Kommune"
    assert about.author == about.last_modified_by == "Nordby Kommune"
    assert about.identifier == snapshot.identifier
    assert about.revision == 1
    assert about.category == "Referat"
    assert about.comments == ""
    assert about.created == about.modified == snapshot.written
    assert "python-docx" not in every_text(render(snapshot))


def test_the_footer_counts_pages_in_the_language_of_the_document() -> None:
    for language, words in (("da", ("Side ", " af ")), ("en", ("Page ", " of "))):
        document = opened(render(minutes(nordby(language), language=language)))
        footer = document.sections[0].footer.paragraphs[0]
        before, between = words
        assert footer.text.endswith(f"\t{before}1{between}1")
        fields = [one.text.strip() for one in footer._p.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_a_potential_is_number_and_name_on_its_colour() -> None:
    document = opened(render(minutes(nordby())))
    source = next(p for p in document.paragraphs if p.text.startswith("Frederik Lund, forsker"))
    assert source.text == "Frederik Lund, forsker   \u00a03\u00a0\u00a0Samtale"
    properties = [(run.text, run._r.find(f"{qn('w:rPr')}/{qn('w:shd')}")) for run in source.runs]
    shaded = [(text, shade.get(qn("w:fill"))) for text, shade in properties if shade is not None]
    assert shaded == [("\u00a03\u00a0", "BD7260")]


def test_quotes_stand_in_the_quotation_marks_of_the_language() -> None:
    record = said(nordby(), "”Allerede i anførselstegn.”", initials="KS", item=2)
    assert "”Fire sekunders stilhed. Det var alt, der skulle til.”" in visible_text(
        render(minutes(record))
    )
    english = visible_text(render(minutes(nordby("en"), language="en")))
    assert "“Fire sekunders stilhed. Det var alt, der skulle til.”" in english
    assert "””" not in visible_text(render(minutes(record)))


def test_what_was_withheld_is_nowhere_in_the_package() -> None:
    record = said(nordby(), "Hemmelig note", initials="LB", item=2, is_private=True)
    package = every_text(render(minutes(record)))
    assert "Hemmelig note" not in package
    assert "bliver afbrudt af spørgsmålet" not in package
    researchers = every_text(render(minutes(record, Audience.RESEARCHERS)))
    for one in record.participants:
        assert one.name not in researchers


def test_changes_are_tracked_while_the_minutes_are_out_for_comments() -> None:
    def tracks(state: MinutesState) -> bool:
        settings = opened(render(minutes(nordby(), state=state))).settings.element
        return settings.find(qn("w:trackRevisions")) is not None

    assert tracks(MinutesState.COMMENTS)
    assert not tracks(MinutesState.DRAFT)


def test_hidden_bookmarks_lie_around_the_words_of_each_reflection() -> None:
    record = nordby()
    body = opened(render(minutes(record))).element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert bookmark_name("r", record.reflections[0].id) in names
    assert bookmark_name("o", record.outcomes[0].id) in names
    assert bookmark_name("a", record.agenda[0].id) in names
    assert all(re.fullmatch(r"_fd_[raos]_[0-9a-f]{32}", name) for name in names)


def test_nothing_in_the_package_points_outside_it() -> None:
    package = every_text(render(minutes(nordby())))
    assert "TargetMode" not in package
    for hostile in ("attachedTemplate", "vbaProject", "altChunk", "oleObject", "INCLUDE", "DDE"):
        assert hostile not in package


AWKWARD = (
    "a\x00b\x07c\ufffed\ud800e\x1bf & <g> \"h\" 'i' \u202ej\u202c \u200bk 👩‍👩‍👧 {{7*7}} {% x %}"
)


def test_awkward_text_is_shown_and_never_breaks_the_file(tmp_path: Path) -> None:
    record = said(nordby(), AWKWARD, initials="KS", item=2)
    session = replace(
        record.session, title=f"Flip {AWKWARD}", place=AWKWARD, purpose="linje 1\nlinje 2\ttab"
    )
    series = replace(record.series, organisation=f"Nord\x00by {'x' * 300}")
    agenda = tuple(replace(one, title=one.title + AWKWARD) for one in record.agenda)
    outcomes = tuple(replace(one, text=one.text + AWKWARD) for one in record.outcomes)
    awkward = replace(record, session=session, series=series, agenda=agenda, outcomes=outcomes)
    for audience in Audience:
        data = render(minutes(awkward, audience))
        assert complaints(data, tmp_path) == []
        text = visible_text(data)
        assert (
            AWKWARD.translate({0: 0xFFFD, 7: 0xFFFD, 0x1B: 0xFFFD, 0xFFFE: 0xFFFD}).replace(
                "\ud800", "\ufffd"
            )
            in text
        )
        assert "linje 1\nlinje 2\ttab" in text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(), min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_any_text_can_be_read_back(text: str) -> None:
    record = said(without_reflections(nordby()), text, initials="KS", item=2)
    wanted = re.sub(
        "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text.strip()
    )
    assert wanted.replace("\r\n", "\n").replace("\r", "\n") in visible_text(render(minutes(record)))


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.RESEARCHERS])
def test_two_thousand_reflections_are_all_there_once(audience: Audience, tmp_path: Path) -> None:
    record = many(2_000)
    snapshot = minutes(record, audience)
    # The validator needs as long for 2,000 as for everything else together, and they are alike.
    assert complaints(render(minutes(many(200), audience)), tmp_path) == []
    text = visible_text(render(snapshot))
    left_out = {one.key for one in snapshot.withheld if one.reason.value == "stays_in_the_room"}
    for number, reflection in enumerate(record.reflections):
        summary = sum(f"({number})" in line.text for line in snapshot.summary.lines)
        expected = 0 if reflection.id in left_out else 1
        assert text.count(f"({number})") == expected + summary


def test_rows_hold_action_owner_and_due_date() -> None:
    tables = rows_of(render(minutes(nordby())))
    assert tables[1] == [
        ["Hvad", "Hvem", "Frist"],
        ["Sende artiklen om gribning til alle", "Frederik Lund", "30.4.2021"],
        ["Finde to nye klip og indhente samtykke fra borgerne", "Mette Holm", "12.5.2021"],
    ]


def test_a_session_with_nothing_in_it_gives_minutes_all_the_same(tmp_path: Path) -> None:
    record = replace(
        without_reflections(nordby()), agenda=(), participants=(), outcomes=(), markers=(), turns=()
    )
    for audience in Audience:
        assert complaints(render(minutes(record, audience)), tmp_path) == []


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_version(tmp_path: Path) -> None:
    names = []
    for audience, language in EVERY_VERSION:
        path = tmp_path / f"{audience}-{language}.docx"
        path.write_bytes(render(minutes(nordby(language), audience, language)))
        names.append(str(path))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    participants = (tmp_path / "participants-da.txt").read_text(encoding="utf-8")
    assert "De unge siger mere på gåturen end ved bordet." in participants
    assert len(list(tmp_path.glob("*.txt"))) == len(EVERY_VERSION)
