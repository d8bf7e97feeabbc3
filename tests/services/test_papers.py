"""What everybody is sent and what stays with the team, decided before anything is drawn."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from flipdesk.domain.paper import Grid, Heading, PaperKind, Text
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, LegalBasis
from flipdesk.i18n import speaking
from flipdesk.services.compose_program import compose_entries
from flipdesk.services.desk import Desk
from flipdesk.services.papers import handout, place
from flipdesk.services.recording_notice import recording_notice
from tests.helpers.nordby import WRITTEN, nordby
from tests.helpers.papers import paper, seminar


def words(value: object) -> str:
    """Return every text anywhere in a frozen value."""
    return "\n".join(_texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def internal() -> SessionRecord:
    """Return the sample with a note for the team in every field of every item."""
    record = nordby()
    agenda = tuple(
        replace(
            one,
            purpose="INTERN",
            how="INTERN",
            plan_b="INTERN",
            materials=("INTERN",),
            minutes_min=3,
            minutes_max=977,
        )
        for one in record.agenda
    )
    return replace(record, agenda=agenda)


@pytest.mark.parametrize("language", ["da", "en"])
def test_participants_get_no_names_and_nothing_internal(language: str) -> None:
    record = internal()
    sent = (
        words(paper(PaperKind.PROGRAM, language, record)),
        words(compose_entries(record, language)),
    )
    for text in sent:
        assert "INTERN" not in text
        assert "977" not in text
        for one in record.participants:
            assert one.name not in text
            assert one.name.split()[0] not in text


def test_the_team_gets_all_of_it() -> None:
    text = words(paper(PaperKind.RUN_SHEET, "da", internal()))
    assert text.count("INTERN") == 4 * 7
    assert "3–977" in text
    assert "Frederik Lund" in text
    assert "Kun til holdet bag sessionen. Deltagerne får programmet." in text


def test_organisations_are_named_only_when_several_come() -> None:
    record = nordby()
    assert "Nordby Kommune og Aalborg Universitet" in words(paper(PaperKind.PROGRAM))
    alone = tuple(
        replace(one, attendance=Attendance.REGRETS)
        if one.organisation == "Aalborg Universitet"
        else one
        for one in record.participants
    )
    text = words(paper(PaperKind.PROGRAM, "da", replace(record, participants=alone)))
    assert "Hvem kommer" not in text
    assert "Aalborg" not in text


NOTICES = {
    LegalBasis.CONSENT: "Vi gør det kun, hvis du siger ja.",
    LegalBasis.RESEARCH: "Grundlaget er forskning og ikke samtykke.",
    LegalBasis.OTHER: "Spørg os, hvad grundlaget er",
    None: "Hvis vi optager lyden, får du det at vide",
}


@pytest.mark.parametrize("basis", NOTICES)
def test_words_about_the_recording_follow_the_legal_basis(basis: LegalBasis | None) -> None:
    session = replace(nordby().session, legal_basis=basis, delete_recording_on=date(2023, 12, 31))
    with speaking("da"):
        text = " ".join(recording_notice(session))
    assert [one for one, said in NOTICES.items() if said in text] == [basis]
    assert "sige nej" in text or "Vil du ikke optages, så sig det" in text
    assert ("slettet senest den 31. december 2023" in text) == (basis is not None)


def test_each_of_two_days_has_its_own_heading_table_and_entry() -> None:
    record = seminar()
    blocks = paper(PaperKind.PROGRAM, "da", record).blocks
    headings = [one.text for one in blocks if isinstance(one, Heading)]
    assert headings == [
        "Dag 1: torsdag den 22. april 2021",
        "Dag 2: fredag den 23. april 2021",
        "Optagelse",
    ]
    grids = [one for one in blocks if isinstance(one, Grid)]
    assert [grid.rows[0][0].strong for grid in grids] == ["9.30", "9.30"]
    assert [grid.rows[-1][0].strong for grid in grids] == ["15.10", "15.00"]
    first, second = compose_entries(record, "da")
    assert (first.summary, second.summary) == (
        "Samtaleflip 3, Nordby Kommune, dag 1 af 2",
        "Samtaleflip 3, Nordby Kommune, dag 2 af 2",
    )
    assert first.uid != second.uid
    assert "Velkomst og program" in first.description
    assert "Velkomst og program" not in second.description
    assert paper(PaperKind.PROGRAM, "da", record).subtitle == (
        "Torsdag den 22. april 2021 kl. 9.30 - fredag den 23. april 2021 kl. 15.00"
    )


def test_entry_says_what_for_and_in_which_order() -> None:
    (entry,) = compose_entries(nordby(), "da")
    assert entry.uid == f"{nordby().session.id}-1"
    assert entry.place == "Jobcenter Nordby, lokale 2.14"
    assert entry.description.splitlines()[:5] == [
        "Formål: At blive klogere på, hvornår borgerens egne jobtanker bliver grebet i samtalen",
        "Jeres bidrag: Et klip fra en samtale og lysten til at undres sammen",
        "",
        "9.30 Tjek-ind og spilleregler",
        "9.40 Oplæg: hvad vi ved om gribning",
    ]


def test_a_session_that_is_barely_thought_of_has_a_program_all_the_same() -> None:
    record = nordby()
    bare = replace(record.session, place=None, purpose=None, contribution=None, chair_id=None)
    record = replace(record, session=bare, agenda=(), participants=())
    blocks = paper(PaperKind.PROGRAM, "da", record).blocks
    assert Text("Programmet følger senere.") in blocks
    assert Text("Drejebogen er tom") in paper(PaperKind.RUN_SHEET, "da", record).blocks
    assert compose_entries(record, "da")[0].description.startswith("\nVi vil gerne optage lyden")


def test_times_of_a_plan_that_is_too_long_still_go_forward() -> None:
    record = nordby()
    last = replace(record.agenda[-1], minutes=40)
    record = replace(record, agenda=(*record.agenda[:-1], last))
    blocks = paper(PaperKind.PROGRAM, "da", record).blocks
    grid = next(one for one in blocks if isinstance(one, Grid))
    assert [row[0].strong for row in grid.rows][-2:] == ["11.45", "12.25"]
    assert compose_entries(record, "da")[0].ends == record.session.ends


def test_example_says_that_it_is_invented() -> None:
    record = nordby()
    sample = replace(record, series=replace(record.series, is_sample=True))
    for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
        assert "opdigtede" in paper(kind, "da", sample).banner
        assert "opdigtede" not in paper(kind, "da", record).banner


def test_files_are_written_and_nothing_is_written_over(desk: Desk, tmp_path: Path) -> None:
    with desk.base.atomic():
        desk.base.add_record(nordby())
    papers, session_id = desk.papers, nordby().session.id
    folder = tmp_path / "her"
    folder.mkdir()
    calendar = papers.calendar(session_id)
    assert calendar.file_name == "2021-04-22 Samtaleflip 3 Nordby Kommune.ics"
    every = (
        papers.prepare(PaperKind.PROGRAM, session_id),
        papers.prepare(PaperKind.RUN_SHEET, session_id, "en"),
        calendar,
        handout(PaperKind.LEND_AN_EAR, "da", WRITTEN),
    )
    for ready in every:
        first = place(ready, folder)
        ready.write(first)
        assert first.name == ready.file_name
        assert place(ready, folder).name == f"{first.stem} (2){first.suffix}"
    assert len(list(folder.iterdir())) == len(every)
