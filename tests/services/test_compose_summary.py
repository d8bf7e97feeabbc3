"""The summary for those who were in the room: everything that mattered, and nobody by name."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.documents.minutes_docx import render
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, Audience, OutcomeStatus, ReflectionKind, Role
from flipdesk.domain.withheld import WithheldReason
from flipdesk.i18n import speaking
from flipdesk.services.nameless import Nameless, gives_away
from tests.helpers.every_document import samples
from tests.helpers.nordby import minutes, nordby, said, without_reflections
from tests.helpers.word import every_text, visible_text


def summary(record: SessionRecord, language: str = "da") -> MinutesSnapshot:
    return minutes(record, Audience.SUMMARY, language)


def lines(snapshot: MinutesSnapshot) -> dict[str, list[str]]:
    """Return the lines under each heading of the sections."""
    return {
        one.heading: [f"{line.lead}{line.text}{line.tail}" for line in one.lines]
        for one in snapshot.sections
        if hasattr(one, "lines")
    }


def test_it_says_what_was_talked_about_found_agreed_and_comes_next() -> None:
    snapshot = summary(nordby())
    assert snapshot.title == "Deltagerresumé af Samtaleflip 3, Nordby Kommune"
    assert [row.label for row in snapshot.head] == ["Tid og sted", "Formål", "Deltagere", "Status"]
    assert snapshot.head[2].lines[0].text == "8 deltagere fra Nordby Kommune og Aalborg Universitet"
    assert [item.heading for item in snapshot.items] == [
        "Oplæg: hvad vi ved om gribning",
        "Supplement fra praksis",
        "Lån et øre: tre klip",
        "Parkeringspladsen",
    ]
    assert lines(snapshot) == {
        "Det fandt vi ud af": [
            "Gribning kræver tid, ro og et øre til. Det tredje kan læres af en kollega.",
            "Vi sidder på to etager med hver vores halvdel af den samme borger.",
        ],
        "Det aftalte vi": [
            "Sende artiklen om gribning til alle (senest den 30. april 2021)",
            "Finde to nye klip og indhente samtykke fra borgerne (senest den 12. maj 2021)",
        ],
        "Det sker der nu": [
            "Næste Samtaleflip holdes den 20. maj 2021 kl. 9.30 og begynder med prøvehandlingerne.",
            "Vi prøver: Fire sekunders stilhed efter borgerens første sætning om arbejde,"
            " i to uger",
            "Vi prøver: Virksomhedskonsulenten lytter med på én samtale om ugen",
            "Tages op igen: Ventetid på mentorstøtte",
            "Tages op igen: Skal klip kunne deles mellem kommuner?",
            "Vi spørger forskningen: Hvad siger forskningen om stilhed i myndighedssamtaler?",
        ],
    }


@pytest.mark.parametrize("language", ["da", "en"])
def full_of_names(record: SessionRecord) -> SessionRecord:
    """Return a session in which everybody is named wherever somebody can write."""
    first, second, third, *_others = people = record.participants
    talk = "; ".join(f"{one.name}s idé, {one.name.split()[0]} og {one.initials}" for one in people)
    return replace(
        said(record, talk, item=1),
        session=replace(record.session, title=f"Flip hos {first.name}", purpose=talk, place=talk),
        agenda=tuple(replace(one, title=f"{one.title} ved {second.name}") for one in record.agenda),
        outcomes=tuple(
            replace(one, text=f"{third.initials}: {one.text}") for one in record.outcomes
        ),
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_name_part_of_a_name_or_initials_is_anywhere_in_the_file(language: str) -> None:
    for record in samples(language):
        package = every_text(render(summary(full_of_names(record), language)))
        for one in record.participants:
            for name in (one.name, *one.name.split(), one.initials):
                assert not re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", package), name


def test_a_name_gives_way_to_somebody_and_the_sentence_goes_on() -> None:
    nameless = Nameless.of(nordby().participants)
    said_of = {
        "Mette Holms klip er KS glad for.": "En deltagers klip er en deltager glad for.",
        "Vi spørger Frederik. Åse siger ja.": "Vi spørger en deltager. En deltager siger ja.",
        "Holmen ligger ved åen, og lærken synger.": "Holmen ligger ved åen, og lærken synger.",
    }
    with speaking("da"):
        assert {text: nameless.text(text) for text in said_of} == said_of
    with speaking("en"):
        assert nameless.text("We ask Karen Sørensen.") == "We ask a participant."


def test_nobody_is_known_by_a_role_that_one_alone_has() -> None:
    record = nordby()
    leader = record.by_initials("ÅB")
    assert leader is not None
    text = "Måltallet er mit problem som leder, ikke jeres. Jeg skal sige det højere."
    assert gives_away(text, leader, record.participants)
    assert not gives_away("Måltallet er et problem for en leder.", leader, record.participants)
    assert not gives_away(text, leader, [*record.participants, leader])
    assert text not in visible_text(render(summary(record)))
    reasons = {one.text: one.reason for one in summary(record).withheld}
    assert reasons[text] is WithheldReason.KNOWN_BY_ROLE
    assert WithheldReason.SPEAKER_NOT_NAMED not in reasons.values()
    assert summary(record).items_rest == (
        "Der blev sagt 1 ting mere, som står i drøftelsesreferatet."
    )


def test_voices_are_told_apart_only_where_more_than_one_spoke_with_them() -> None:
    assert [group.heading for item in summary(nordby()).items for group in item.groups] == [
        "Fra forskningen",
        *["Fra praksis"] * 3,
    ]
    people = tuple(
        replace(one, attendance=Attendance.REGRETS) if one.initials == "FL" else one
        for one in nordby().participants
    )
    alone = summary(replace(nordby(), participants=people))
    assert sum(one.role is Role.RESEARCHER and one.attendance.came for one in people) == 1
    assert "Fra forskningen" not in [g.heading for item in alone.items for g in item.groups]


def test_what_may_not_leave_is_not_in_it() -> None:
    record = said(nordby(), "Kun for mig", initials="LB", item=2, is_private=True)
    record = said(record, "Løse ord", kind=ReflectionKind.QUOTE, item=2)
    text = visible_text(render(summary(record)))
    for words in ("Kun for mig", "Løse ord", "lastbil og bliver afbrudt"):
        assert words not in text


def test_what_has_become_of_it_since_is_said() -> None:
    (first, *_rest) = samples("da")
    nordby_1 = next(one for one in samples("da") if one.session.title == "Samtaleflip 1")
    told = lines(summary(nordby_1))
    assert (
        "Vi har prøvet: Skrive den første sætning ned, som borgeren selv bringer op"
        in (told["Det sker der nu"])
    )
    assert told["Det aftalte vi"][0].endswith("(udført)")
    dropped = tuple(replace(one, status=OutcomeStatus.DROPPED) for one in first.outcomes)
    assert set(lines(summary(replace(first, outcomes=dropped)))) <= {"Det fandt vi ud af"} | {
        "Det sker der nu"
    }


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=900).filter(str.strip),
        max_size=40,
    )
)
def test_nothing_is_cut_without_saying_so(texts: list[str]) -> None:
    record = without_reflections(nordby())
    for number, text in enumerate(texts):
        record = said(record, text, item=number % 5)
    snapshot = summary(record)
    shown = sum(len(group.contributions) for item in snapshot.items for group in item.groups)
    left = re.search(r"\d+", snapshot.items_rest)
    assert shown + (int(left[0]) if left else 0) == len(texts)
