"""Lists of people from spreadsheets: headings, guesses, Danish letters, and nothing that breaks."""

import csv
import io
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.guest import Guest
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import KnownError
from flipdesk.exchange.participants_table import read_table, read_table_file

METTE = Guest("Mette Holm", Role.CASEWORKER, "Nordby Kommune", "Team Unge", "MH")
EXCEL = (
    "Navn\tStilling\tKommune\tAfdeling\tInitialer\tE-mail\r\n"
    "Mette Holm\tSagsbehandler\tNordby Kommune\tTeam Unge\tMH\tmh@nordby.example\r\n"
    "Åse Bjerre\tTeamleder\tÅkær Kommune\t\t\tåb@aakaer.example\r\n"
)


def test_what_excel_puts_on_the_clipboard_is_understood() -> None:
    found = read_table(EXCEL, "Udklipsholderen")
    assert found.guests == (METTE, Guest("Åse Bjerre", Role.TEAM_LEADER, "Åkær Kommune"))
    assert found.columns == ("Navn", "Stilling", "Kommune", "Afdeling", "Initialer")
    assert found.notes == ("”E-mail” er ikke taget med.",)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_danish_letters_survive_every_encoding_excel_writes(encoding: str) -> None:
    text = "sep=;\r\nFornavn;Efternavn;Rolle\r\nSøren;Østergaard;rådgiver\r\nÅse;Ærø;chef\r\n"
    found = read_table_file(text.encode(encoding), "deltagere.csv")
    assert found.guests == (
        Guest("Søren Østergaard", Role.CASEWORKER),
        Guest("Åse Ærø", Role.MANAGER),
    )


def test_english_headings_and_quoted_cells() -> None:
    text = 'Name,Title,Company,Team\n"Holm, Mette",Researcher,"Aalborg, Universitet","a\nb"\n'
    (one,) = read_table(text, "x.csv").guests
    assert one == Guest("Mette Holm", Role.RESEARCHER, "Aalborg, Universitet", "a b")


def test_columns_without_headings_are_guessed_and_that_is_said() -> None:
    text = (
        "MH\tMette Holm\tsagsbehandler\tNordby Kommune\tmh@nordby.example\n"
        "KA\tKarim Aaen\tvirksomhedskonsulent\tNordby Kommune\tka@nordby.example\n"
    )
    found = read_table(text, "Udklipsholderen")
    assert found.guests == (
        Guest("Mette Holm", Role.CASEWORKER, "Nordby Kommune", "", "MH"),
        Guest("Karim Aaen", Role.EMPLOYER_CONSULTANT, "Nordby Kommune", "", "KA"),
    )
    assert "gættet" in found.notes[0]


@pytest.mark.parametrize(
    "text", ["Mette Holm\nÅse Bjerre\n", "Holm, Mette\nBjerre, Åse\n", "Mette\tHolm\nÅse\tBjerre"]
)
def test_names_alone_are_names(text: str) -> None:
    assert [one.name for one in read_table(text, "x").guests] == ["Mette Holm", "Åse Bjerre"]


def test_unknown_titles_and_rows_without_names_are_told() -> None:
    text = "Navn;Rolle\nMette Holm;Trolddomslærer\n;sagsbehandler\n"
    found = read_table(text, "x.csv")
    assert found.guests == (Guest("Mette Holm"),)
    assert found.notes == (
        "”Trolddomslærer” er ikke en kendt rolle; det bliver til en anden rolle.",
        "1 række nævner ingen og er udeladt.",
    )


def test_control_characters_are_gone_and_no_value_is_endless() -> None:
    text = f"Navn;Team\nMe\x00tte\x1b[31m\u202e Holm;{'x' * 5000}\n"
    (one,) = read_table(text, "x.csv").guests
    assert one.name == "Mette[31m Holm"
    assert len(one.unit) == 200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n;;;\n",
        b"Navn;Rolle\n",
        b"PK\x03\x04\x00\x00 a spreadsheet is no text",
        b"x" * 5_000_001,
        b"Navn\n" + b"Bo Dam\n" * 2_001,
        b'"' + b"x" * 200_000,
    ],
)
def test_bad_files_are_refused_with_one_sentence(data: bytes) -> None:
    with pytest.raises(KnownError) as refusal:
        read_table_file(data, "liste.csv")
    assert str(refusal.value).startswith("liste.csv ")
    assert "\n" not in str(refusal.value)


def test_two_thousand_people_are_taken() -> None:
    text = "Navn\n" + "".join(f"Person {chr(97 + n % 26)}{n}\n" for n in range(2_000))
    assert len(read_table(text, "x").guests) == 2_000


@given(st.binary(max_size=400))
def test_bytes_of_every_kind_give_people_or_a_sentence(data: bytes) -> None:
    with suppress(KnownError):
        found = read_table_file(data, "x")
        assert found.guests
        assert all(one.name and one.name.isprintable() for one in found.guests)


@given(st.text(alphabet="\"',;\t\n\r|= aÅ@<(Navn", max_size=120))
def test_marks_of_every_kind_give_people_or_a_sentence(text: str) -> None:
    with suppress(KnownError):
        assert read_table(text, "x").guests


words = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll")), min_size=1, max_size=20)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=30), st.sampled_from(";,\t"))
def test_what_a_spreadsheet_writes_is_read_again(
    people: list[tuple[str, str]], delimiter: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["Navn", "Enhed"])
    writer.writerows((f"{name} X", unit) for name, unit in people)
    found = read_table(out.getvalue(), "x")
    assert [(one.name, one.unit) for one in found.guests] == [
        (f"{name} X", unit) for name, unit in people
    ]
    assert not any(re.search(r"[\t\n]", one.name) for one in found.guests)


@pytest.mark.parametrize("longer", ["", "x" * 140_000])
def test_a_quotation_mark_left_open_swallows_nobody(longer: str) -> None:
    text = (
        f'Navn\tRolle\tAndet\n"Mette Holm\tleder\nGry Lyng\tleder\nBo Friis\tleder\t{longer[:99]}'
    )
    found = read_table(text + "\n \t" * (len(longer) // 3), "Listen").guests
    assert [one.name for one in found] == ["Mette Holm", "Gry Lyng", "Bo Friis"]
