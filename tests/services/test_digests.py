"""The digest of a series: how ideas travelled, and nobody by name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.document_snapshot import Item, Table
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_words import SharedWords
from flipdesk.domain.vocabulary import OutcomeKind, SessionState
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.compose_digest import compose_digest
from flipdesk.services.digests import Digests
from flipdesk.services.samples import add_samples
from tests.helpers.every_document import samples
from tests.helpers.nordby import WRITTEN
from tests.helpers.word import every_text

SERIES = "Samtaleflip i Nordby Kommune"


def records(language: str = "da") -> list[SessionRecord]:
    return [one for one in samples(language) if one.series.title == SERIES]


def digest(held: list[SessionRecord] | None = None, language: str = "da") -> DigestSnapshot:
    return compose_digest(held or records(language), language, WRITTEN)


def item(snapshot: DigestSnapshot, words: str) -> Item:
    return next(one for one in snapshot.items if words in one.heading)


def rows(snapshot: DigestSnapshot, heading: str) -> list[tuple[str, ...]]:
    table = next(one for one in snapshot.sections if one.heading == heading)
    assert isinstance(table, Table)
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_an_idea_is_followed_from_where_it_was_noted_to_what_became_of_it() -> None:
    parked = item(digest(), "Hvilke dele af skemaet")
    assert (parked.label, parked.note) == ("parkeret", "Nu: taget op igen.")
    noted, taken_up = parked.groups
    assert noted.heading == "Samtaleflip 1, 25. februar 2021: parkeret"
    assert [one.text for one in noted.contributions] == [
        "Hvor meget af samtalen er mit valg, og hvor meget er skemaets?"
    ]
    assert taken_up.heading == (
        "Samtaleflip 2, 25. marts 2021: taget op under ”Drøftelse: når skemaet tager ordet”"
    )
    assert "Skemaet er ikke fjenden. Det er bare hurtigere end mig." in [
        one.text for one in taken_up.contributions
    ]
    assert taken_up.note == (
        "Det førte til et emne på parkeringspladsen: Hvem følger op efter samtalen?"
        " Der blev sagt 2 ting mere, som står i dagens referat."
    )


def test_a_question_is_followed_to_its_answer() -> None:
    assert rows(digest(), "Det spurgte praksis om, og det svarede forskningen") == [
        (
            "Findes der et ord for, at noget bliver hørt og alligevel ikke brugt?",
            "Samtaleflip 1, 25.2.2021",
            "besvaret, Samtaleflip 2, 25.3.2021",
        ),
        ("Hvad er et hensyn?", "Samtaleflip 2, 25.3.2021", "besvaret"),
        (
            "Hvad siger forskningen om stilhed i myndighedssamtaler?",
            "Samtaleflip 3, 22.4.2021",
            "afventer svar",
        ),
    ]


def test_counts_are_those_of_the_two_cycles_and_of_each_session() -> None:
    snapshot = digest()
    assert [line.text for line in snapshot.summary.lines][:3] == [
        "11 ideer blev noteret; 5 af dem er kommet videre.",
        "Prøvehandlinger: 4 foreslået, 1 i gang, 1 afprøvet.",
        "Spørgsmål til forskningen: 3 stillet, 2 besvaret.",
    ]
    assert {row.label: row.lines[0].text for row in snapshot.head}["Omfang"] == (
        "3 sessioner, 7 timer 30 min., 9 deltagere"
    )
    assert rows(snapshot, "Gang for gang")[0] == (
        "Samtaleflip 1, 25.2.2021",
        "Samtale 10, Strategi 4, Inddragelse 4, Viden 3",
        "13",
        "2, ingen åbne",
    )
    assert [row[0] for row in rows(snapshot, "Åbne aftaler")] == [
        "Finde eksempler på gribning",
        "Sende artiklen om gribning til alle",
        "Finde to nye klip og indhente samtykke fra borgerne",
    ]
    assert len(rows(snapshot, "Ideer, der venter")) == 6


def test_what_the_next_session_takes_up_is_on_its_agenda_and_has_not_moved() -> None:
    held = records()
    coming = held[-1]
    assert coming.session.state is SessionState.PLANNED
    parked = next(one for one in held[-2].outcomes if "mentorstøtte" in one.text)
    done = next(one for one in held[0].outcomes if "skemaet" in one.text)
    agenda = (replace(coming.agenda[0], takes_up=(parked.id, done.id)), *coming.agenda[1:])
    snapshot = digest([*held[:-1], replace(coming, agenda=agenda)])
    assert ("Ventetid på mentorstøtte", "Parkeret", "Samtaleflip 3, 22.4.2021") in rows(
        snapshot, "Ideer, der venter"
    )
    last = item(snapshot, "Hvilke dele af skemaet").groups[-1]
    assert last.heading == (
        "Samtaleflip 4, 20. maj 2021: på dagsordenen under ”Tjek-ind og siden sidst”"
    )
    assert last.note == "Sammen med 1 anden sag."


def test_of_several_matters_taken_up_together_only_like_words_are_shown() -> None:
    held = records()
    first, second = held[0], held[1]
    both = tuple(
        one.id for one in first.outcomes if one.kind in (OutcomeKind.PARKED, OutcomeKind.TRIAL)
    )
    agenda = tuple(
        replace(one, takes_up=both if one.title.startswith("Drøftelse") else ())
        for one in second.agenda
    )
    snapshot = digest([first, replace(second, agenda=agenda)])
    group = item(snapshot, "Hvilke dele af skemaet").groups[-1]
    assert all("skema" in one.text.casefold() for one in group.contributions)
    assert group.note == "Sammen med 1 anden sag."
    assert item(snapshot, "Skrive den første").groups[-1].contributions == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_nobody_is_named_in_it(language: str) -> None:
    held = []
    for record in records(language):
        people = record.participants
        talk = tuple(
            replace(one, text=f"{one.text} {people[0].name} og {people[1].initials}.")
            for one in record.reflections
        )
        outcomes = tuple(
            replace(one, text=f"{people[3].name}: {one.text}") for one in record.outcomes
        )
        held.append(replace(record, reflections=talk, outcomes=outcomes))
    package = every_text(render(digest(held, language)))
    for one in held[0].participants:
        for name in (one.name, one.name.split()[-1], one.initials):
            assert not re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", package), name


def test_likeness_is_of_uncommon_words_and_endings_do_not_matter() -> None:
    words = SharedWords(["borgeren kom"] * 20 + ["stilheden faldt", "skemaet tog over"])
    assert words.likeness("Hvad siger stilheden?", "Fire sekunders stilhed") == 1
    assert words.likeness("borgeren kom", "borgeren gik") == 0
    assert words.like("skemaet", ["et skema", "intet", "skemaets magt"], most=2) == [2]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    made = open_or_create(tmp_path / "base", ManualClock(WRITTEN))
    add_samples(made, ManualClock(WRITTEN))
    yield made
    made.close()


def test_a_series_is_found_by_its_title_and_written(base: KnowledgeBase, tmp_path: Path) -> None:
    digests = Digests(base, ManualClock(WRITTEN))
    ready = digests.prepare(digests.find(SERIES.upper()).id, "en")
    assert ready.file_name == (
        "2021-04-22 Samtaleflip i Nordby Kommune how the ideas travelled.docx"
    )
    path = ready.place(tmp_path)
    ready.write(path)
    assert ready.place(tmp_path).name.endswith("(2).docx")
    with pytest.raises(KnownError, match="intet forløb"):
        digests.find("Andet")


def test_a_series_of_which_nothing_was_held_has_no_digest(base: KnowledgeBase) -> None:
    digests = Digests(base, ManualClock(WRITTEN))
    series = digests.find(SERIES)
    with base.atomic():
        for one in base.sessions.of_series(series.id):
            base.sessions.save(replace(one, state=SessionState.PLANNED))
    with pytest.raises(KnownError, match="Ingen af gangene"):
        digests.prepare(series.id)
