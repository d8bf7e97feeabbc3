"""What each audience may read, decided before anything is drawn."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from flipdesk.domain.document_snapshot import Contribution, Line, Lines, Table
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import (
    Attendance,
    Audience,
    MinutesState,
    OutcomeKind,
    OutcomeStatus,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
)
from flipdesk.domain.withheld import WithheldReason, reason_sentence
from flipdesk.i18n import language
from tests.helpers.nordby import minutes, nordby, quotable, said, with_consent, without_reflections


def texts(value: object) -> Iterator[str]:
    """Yield every text anywhere in a snapshot except in what was withheld."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "withheld":
                yield from texts(getattr(value, field.name))


def whole(snapshot: MinutesSnapshot) -> str:
    return "\n".join(texts(snapshot))


def contributions(snapshot: MinutesSnapshot) -> list[Contribution]:
    return [one for item in snapshot.items for group in item.groups for one in group.contributions]


def the_one(snapshot: MinutesSnapshot, beginning: str) -> Contribution:
    (one,) = (one for one in contributions(snapshot) if one.text.startswith(beginning))
    return one


def head(snapshot: MinutesSnapshot) -> dict[str, list[str]]:
    return {row.label: [line.text for line in row.lines] for row in snapshot.head}


def table(snapshot: MinutesSnapshot, heading: str) -> list[list[str]]:
    (section,) = (one for one in snapshot.sections if one.heading == heading)
    assert isinstance(section, Table)
    return [[cell.text for cell in row.cells] for row in section.rows]


def lines(snapshot: MinutesSnapshot, heading: str) -> list[str]:
    (section,) = (one for one in snapshot.sections if one.heading == heading)
    assert isinstance(section, Lines)
    return [line.text for line in section.lines]


def test_head_says_who_was_there_by_institution_in_danish_order() -> None:
    rows = head(minutes(nordby()))
    assert rows["Tid og sted"] == [
        "Torsdag den 22. april 2021 kl. 9.30-12.00",
        "Jobcenter Nordby, lokale 2.14",
    ]
    assert rows["Deltagere"] == [
        "Nordby Kommune",
        "Karim Aaen, virksomhedskonsulent, Virksomhedsservice",
        "Lærke Bæk, vidensmægler, Jobcenter",
        "Mette Holm, sagsbehandler, Team Aktivitetsparate",
        "Søren Østergaard, sagsbehandler, Team Unge (gik kl. 11.40)",
        "Tine Grøn, mentor, Team Unge",
        "Åse Bjerre, teamleder, Team Aktivitetsparate (kom kl. 9.47)",
        "Aalborg Universitet",
        "Frederik Lund, forsker, Institut for Statskundskab",
        "Karen Sørensen, forsker, Institut for Sociologi og Socialt Arbejde",
    ]
    assert rows["Afbud"] == ["Jens Kjær, sagsbehandler, Team Sygedagpenge, Nordby Kommune"]
    assert rows["Optagelse"] == ["Ja. Grundlag: samtykke. Slettes senest den 31. december 2023."]
    assert rows["Status"] == ["Udkast, udgave 1, skrevet den 23. april 2021."]
    assert "Udeblevet" not in rows


def test_who_stayed_away_stands_apart_from_who_sent_regrets() -> None:
    record = nordby()
    absent = replace(record.participants[7], attendance=Attendance.ABSENT)
    invited = replace(record.participants[6], attendance=Attendance.INVITED, left=None)
    people = (*record.participants[:6], invited, absent, record.participants[8])
    rows = head(minutes(replace(record, participants=people)))
    assert rows["Udeblevet"] == ["Tine Grøn, mentor, Team Unge, Nordby Kommune"]
    assert rows["Fremmøde ikke noteret"] == [
        "Søren Østergaard, sagsbehandler, Team Unge, Nordby Kommune"
    ]
    assert rows["Afbud"] == ["Jens Kjær, sagsbehandler, Team Sygedagpenge, Nordby Kommune"]


def test_deadline_for_comments_stands_in_the_status() -> None:
    snapshot = minutes(nordby(), state=MinutesState.COMMENTS, comments_by=date(2021, 4, 29))
    assert head(snapshot)["Status"] == [
        "Til kommentering, udgave 1, skrevet den 23. april 2021."
        " Skriv gerne kommentarer i dokumentet senest torsdag den 29. april 2021."
    ]


def test_a_session_without_recording_says_so() -> None:
    record = nordby()
    silent = tuple(replace(one, at_ms=None) for one in record.reflections)
    bare = replace(record, reflections=silent, markers=(), turns=())
    assert head(minutes(bare))["Optagelse"] == ["Nej."]


def test_items_have_their_label_and_voices_keep_apart() -> None:
    snapshot = minutes(nordby())
    assert [(item.heading, item.label) for item in snapshot.items] == [
        ("1. Tjek-ind og spilleregler", "til orientering"),
        ("2. Oplæg: hvad vi ved om gribning", "til orientering"),
        ("3. Supplement fra praksis", "til drøftelse"),
        ("4. Lån et øre: tre klip", "til drøftelse"),
        ("5. Parkeringspladsen", "til drøftelse"),
        ("6. Aftaler og næste møde", "til beslutning"),
    ]
    assert [[group.heading for group in item.groups] for item in snapshot.items] == [
        [],
        ["Oplæg fra forskningen"],
        ["Supplement fra praksis", "Dilemmaer"],
        ["Refleksioner fra praksis", "Dilemmaer", "Konklusion"],
        ["Refleksioner fra praksis"],
        [],
    ]
    assert snapshot.items[5].note == (
        "Ved Åse Bjerre. Se nedenfor: Aftaler, Prøvehandlinger, Næste møde."
    )


def test_dilemmas_of_both_voices_get_a_sub_heading_each() -> None:
    record = said(nordby(), "Et dilemma", initials="KS", kind=ReflectionKind.DILEMMA, item=2)
    headings = [group.heading for group in minutes(record).items[2].groups]
    assert headings == [
        "Supplement fra praksis",
        "Dilemmaer fra praksis",
        "Dilemmaer fra forskningen",
    ]


def test_a_practitioner_who_brings_research_still_speaks_for_practice() -> None:
    record = without_reflections(nordby())
    record = said(record, "Jeg læste", initials="LB", kind=ReflectionKind.RESEARCH_INPUT, item=1)
    record = said(record, "Løst oplæg", kind=ReflectionKind.RESEARCH_INPUT, item=1)
    loose, brought = minutes(record).items[1].groups
    assert (loose.heading, loose.contributions[0].kind) == ("Oplæg fra forskningen", "")
    assert brought.heading == "Refleksioner fra praksis"
    assert brought.contributions[0].kind == "Forskningsinput"


def test_consent_decides_how_a_speaker_is_named() -> None:
    snapshot = minutes(nordby())
    assert the_one(snapshot, "Fire hensyn").speaker == "Karen Sørensen, forsker"
    assert the_one(snapshot, "Måltallet er").speaker == "Teamleder, Nordby Kommune"
    assert the_one(snapshot, "Når jeg hører").speaker is None


def test_a_quote_without_permission_stays_out_and_other_words_lose_their_speaker() -> None:
    record = with_consent(nordby(), "MH", quotable(QuoteConsent.NONE))
    snapshot = minutes(record)
    assert "Hun sagde det jo" not in whole(snapshot)
    assert the_one(snapshot, "En borger nævnte").speaker is None
    reasons = {one.text[:10]: one.reason for one in snapshot.withheld}
    assert reasons["Hun sagde "] is WithheldReason.QUOTE_NOT_ALLOWED
    assert reasons["En borger "] is WithheldReason.SPEAKER_NOT_NAMED


def test_a_quote_that_nobody_said_stays_out() -> None:
    record = said(nordby(), "Løse ord", kind=ReflectionKind.QUOTE, item=2)
    snapshot = minutes(record)
    assert "Løse ord" not in whole(snapshot)
    assert snapshot.withheld[-1].reason is WithheldReason.QUOTE_WITHOUT_SPEAKER


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.DECISIONS])
@pytest.mark.parametrize("language", ["da", "en"])
def test_observations_and_private_notes_reach_only_researchers(
    audience: Audience, language: str
) -> None:
    record = said(nordby(), "Kun for mig", initials="LB", item=2, is_private=True)
    outside = whole(minutes(record, audience, language))
    assert "Kun for mig" not in outside
    assert "lastbil og bliver afbrudt" not in outside
    inside = minutes(record, Audience.RESEARCHERS, language)
    assert the_one(inside, "Kun for mig").caution
    assert the_one(inside, "Klip 1: borgeren").caution


def test_a_private_conclusion_is_not_in_the_summary_either() -> None:
    record = said(
        nordby(), "Privat", initials="KS", kind=ReflectionKind.CONCLUSION, is_private=True
    )
    assert "Privat" not in whole(minutes(record))


def test_words_of_somebody_who_withdrew_are_in_no_version() -> None:
    withdrawn = Consent(RecordingConsent.WITHDRAWN, QuoteConsent.NAME)
    record = with_consent(nordby(), "TG", withdrawn)
    for audience in Audience:
        assert "De unge siger mere" not in whole(minutes(record, audience))
    reasons = {one.reason for one in minutes(record).withheld if "gåturen" in one.text}
    assert reasons == {WithheldReason.CONSENT_WITHDRAWN}


def test_researchers_read_pseudonyms_times_and_tags_and_no_name() -> None:
    record = said(nordby(), "Mette Holms klip er Karen Sørensen glad for.", initials="LB", item=4)
    snapshot = minutes(record, Audience.RESEARCHERS)
    text = whole(snapshot)
    for one in record.participants:
        assert one.name not in text
    assert the_one(snapshot, "Sagsbehandler 1, Nordbys klip er Forsker 1").speaker == (
        "Vidensmægler 1, Nordby"
    )
    example = the_one(snapshot, "En borger nævnte")
    assert example.speaker == "Sagsbehandler 1, Nordby"
    assert example.offset == "00:35:40"
    assert example.tags == ("Gribning: overhalet",)
    assert the_one(snapshot, "Når jeg hører").caution == "må ikke citeres"
    assert "Kun til forskergruppen" in snapshot.banner


def test_researchers_read_when_it_was_agreed_what_was_marked_and_by_which_codebook() -> None:
    snapshot = minutes(nordby(), Audience.RESEARCHERS, "en")
    sections = {one.heading: one for one in snapshot.sections}
    actions, marked = sections["Actions"], sections["Marked moments"]
    assert isinstance(actions, Table)
    assert isinstance(marked, Table)
    assert actions.rows[0].cells[0].lead.startswith("02:20:10")
    assert [[cell.text for cell in row.cells] for row in marked.rows] == [
        ["00:41:10", "without words"],
        ["01:29:55", "klip 2, bageriet"],
    ]
    assert {row.label: row.lines[0].text for row in snapshot.head}["Codebook"] == (
        "CUBB 2021, six potentials"
    )
    for_all = minutes(nordby())
    assert all(line.lead == "" for one in for_all.sections for line in _first_cells(one))
    assert "Kodebog" not in [row.label for row in for_all.head]


def _first_cells(section: Lines | Table) -> list[Line]:
    if isinstance(section, Lines):
        return list(section.lines)
    return [row.cells[0] for row in section.rows]


def test_participants_read_no_times_tags_or_patterns() -> None:
    for one in contributions(minutes(nordby())):
        assert (one.offset, one.tags, one.caution) == ("", (), "")


def test_decisions_are_head_decisions_actions_and_parked_topics() -> None:
    record = nordby()
    decision = Outcome(
        record.outcomes[0].id,
        record.session.id,
        0,
        OutcomeKind.DECISION,
        "Klip deles kun i gruppen.",
        OutcomeStatus.MADE,
    )
    record = replace(record, outcomes=(decision, *record.outcomes[1:]))
    snapshot = minutes(record, Audience.DECISIONS)
    assert [section.heading for section in snapshot.sections] == [
        "Beslutninger",
        "Aftaler",
        "Parkeret",
        "Næste møde",
    ]
    assert snapshot.items == ()
    assert snapshot.summary.lines == ()
    assert lines(snapshot, "Beslutninger") == ["Klip deles kun i gruppen."]
    assert head(snapshot)["Deltagere"][1] == "Aalborg Universitet: Frederik Lund, Karen Sørensen"


def test_outcomes_have_owner_and_due_date_or_say_what_is_missing() -> None:
    record = nordby()
    first = replace(record.outcomes[0], due=None, owner_id=None)
    done = replace(record.outcomes[1], status=OutcomeStatus.DONE)
    snapshot = minutes(replace(record, outcomes=(first, done, *record.outcomes[2:])))
    assert table(snapshot, "Aftaler") == [
        ["Sende artiklen om gribning til alle", "aftales", "frist aftales"],
        [
            "Finde to nye klip og indhente samtykke fra borgerne",
            "Mette Holm",
            "12.5.2021, udført",
        ],
    ]
    assert table(snapshot, "Parkeret")[0] == [
        "Ventetid på mentorstøtte",
        "Åse Bjerre",
        "tages op igen",
    ]
    assert lines(snapshot, "Næste møde") == [
        "Næste Samtaleflip holdes den 20. maj 2021 kl. 9.30 og begynder med prøvehandlingerne."
    ]
    assert lines(snapshot, "Bilag")[0] == "Punkt 2: Handout: fire hensyn; Klip 1, udskrift"


def test_summary_is_at_most_five_lines_that_somebody_wrote() -> None:
    record = nordby()
    for number in range(7):
        record = said(
            record, f"Konklusion {number}", initials="KS", kind=ReflectionKind.CONCLUSION, item=5
        )
    snapshot = minutes(record)
    written = {one.text for one in record.reflections}
    assert len(snapshot.summary.lines) == 5
    assert all(line.text in written for line in snapshot.summary.lines)


def test_reflections_outside_the_agenda_come_last_by_time() -> None:
    record = without_reflections(nordby())
    record = said(record, "uden tid", initials="KS")
    record = said(record, "senere", initials="KS", at_ms=5_000)
    record = said(record, "først", initials="KS", at_ms=1_000)
    last = minutes(record).items[-1]
    assert last.heading == "Uden for dagsordenen"
    assert [one.text for one in last.groups[0].contributions] == ["først", "senere", "uden tid"]


def test_items_of_several_days_say_which_day() -> None:
    record = nordby()
    agenda = tuple(replace(one, day=1 + (one.position > 4)) for one in record.agenda)
    notes = [item.note.partition(".")[0] for item in minutes(replace(record, agenda=agenda)).items]
    assert notes == ["Dag 1", "Dag 1", "Dag 1", "Dag 1", "Dag 2", "Dag 2"]
    assert "Dag 1" not in whole(minutes(record))


def test_an_outcome_belongs_to_its_own_item_before_the_clock_is_asked() -> None:
    record = nordby()
    decision = replace(record.outcomes[-1], agenda_item_id=record.agenda[0].id)
    timeless = replace(record.outcomes[0], at_ms=None)
    outcomes = (timeless, *record.outcomes[1:-1], decision)
    labels = [item.label for item in minutes(replace(record, outcomes=outcomes)).items]
    assert labels[0] == "til beslutning"
    # An action agreed in the closing item still makes it one for decision.
    assert labels[-1] == "til beslutning"


def test_a_break_has_a_heading_only_when_something_was_said_in_it() -> None:
    assert "Pause" not in whole(minutes(nordby()))
    record = said(nordby(), "Over kaffen", initials="KS", item=3)
    assert [item.heading for item in minutes(record).items][3] == "4. Pause"


def test_nothing_that_may_be_shown_is_lost_or_shown_twice() -> None:
    record = nordby()
    for audience in (Audience.PARTICIPANTS, Audience.RESEARCHERS):
        snapshot = minutes(record, audience)
        shown = [one.key for one in contributions(snapshot)]
        left_out = [
            one.key
            for one in snapshot.withheld
            if one.reason is not WithheldReason.SPEAKER_NOT_NAMED
        ]
        assert sorted(shown + left_out) == sorted(one.id for one in record.reflections)


def test_english_minutes_leave_the_language_in_use_alone() -> None:
    snapshot = minutes(nordby("en"), language="en")
    assert snapshot.title == "Minutes of Samtaleflip 3, Nordby Kommune"
    assert "Thursday, 22 April 2021" in snapshot.subtitle
    assert the_one(snapshot, "Måltallet er").speaker == "Team leader, Nordby Kommune"
    assert language() == "da"


def test_english_minutes_name_potentials_in_english_unless_a_user_renamed_them() -> None:
    record = nordby("da")
    assert the_one(minutes(record, language="en"), "Måltallet er").marks[0].name == "Strategy"
    potentials, *others = record.codebook.axes
    renamed = replace(potentials.codes[0], name="Ledelse")
    axis = replace(potentials, codes=(renamed, *potentials.codes[1:]))
    own = replace(record, codebook=replace(record.codebook, axes=(axis, *others)))
    assert the_one(minutes(own, language="en"), "Måltallet er").marks[0].name == "Ledelse"


def test_every_reason_has_a_danish_sentence() -> None:
    sentences = {reason_sentence(reason) for reason in WithheldReason}
    assert len(sentences) == len(WithheldReason)
    assert not any("Left out" in sentence for sentence in sentences)
