"""Address cards of versions 2.1 to 4.0, and nothing that breaks."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.guest import Guest
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import KnownError
from flipdesk.exchange.address_cards import is_address_cards, read_cards, read_cards_file

OLD = b"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=D8stergaard;S=F8ren
FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:S=F8ren =D8ster=
gaard
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85k=C3=A6r Kommune;Team Unge
TITLE:Sagsbehandler
PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD
 /2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB

END:VCARD
"""
THIRD = """BEGIN:VCARD
VERSION:3.0
N:Bjerre;Åse;;;
FN:Åse Bj
 erre
item1.ORG:Nordby Kommune\\, jobcenter;Team Voksne;Vest
TITLE:Teamleder
EMAIL;TYPE=INTERNET:aab@nordby.example
END:VCARD
"""
FOURTH = """BEGIN:VCARD
VERSION:4.0
FN:Karen Sørensen
N:Sørensen;Karen;;;
ORG;SORT-AS="AAU":Aalborg Universitet
ROLE:Lektor
TEL;VALUE=uri:tel:+45-12345678
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Dam;Bo;;;
TITLE:Havenisse
END:VCARD
"""


def test_version_2_1_with_quoted_printable_letters() -> None:
    (one,) = read_cards_file(OLD.replace(b"\n", b"\r\n"), "x.vcf").guests
    assert one == Guest("Søren Østergaard", Role.CASEWORKER, "Åkær Kommune", "Team Unge")


def test_version_3_with_folded_lines_and_units() -> None:
    (one,) = read_cards(THIRD, "x.vcf").guests
    unit = "Team Voksne, Vest"
    assert one == Guest("Åse Bjerre", Role.TEAM_LEADER, "Nordby Kommune, jobcenter", unit)


def test_version_4_with_several_cards() -> None:
    found = read_cards(FOURTH, "x.vcf")
    assert found.guests == (
        Guest("Karen Sørensen", Role.RESEARCHER, "Aalborg Universitet"),
        Guest("Bo Dam"),
    )
    assert "Havenisse" in found.notes[1]


def test_letters_of_windows() -> None:
    (one,) = read_cards_file(THIRD.encode("cp1252"), "x.vcf").guests
    assert one.name == "Åse Bjerre"


def test_cards_are_told_from_tables() -> None:
    assert is_address_cards("\ufeff\r\nbegin:vcard\r\n")
    assert not is_address_cards("Navn\tRolle")


def test_a_card_that_is_none_does_not_lose_the_others() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN;ENCODING=B:*\nEND:VCARD\n"
    found = read_cards(broken + THIRD, "x.vcf")
    assert [one.name for one in found.guests] == ["Åse Bjerre"]
    assert found.notes[-1] == "1 kort nævner ingen og er udeladt."


@pytest.mark.parametrize(
    "data", [b"", b"BEGIN:VCARD\nEND:VCARD\n", b"BEGIN:VCARD", b"\x00\x01", b"x" * 5_000_001]
)
def test_bad_files_are_refused_with_one_sentence(data: bytes) -> None:
    with pytest.raises(KnownError) as refusal:
        read_cards_file(data, "kort.vcf")
    assert str(refusal.value).startswith("kort.vcf ")


PIECES = (
    *("BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "VERSION:4.0\n", "FN:", "N:", "ORG:"),
    *("TITLE", ";ENCODING=QUOTED-PRINTABLE", ";ENCODING=B", ";CHARSET=x", ":", ";", "=", "=C3"),
    *("\\", "\n", "Åse", " ", "\r\n", ",", '"', "item1.", "BEGIN:VEVENT\n", "\x00"),
)
pieces = st.sampled_from(PIECES)


@given(st.lists(pieces, max_size=40).map("".join))
def test_broken_cards_give_people_or_a_sentence(text: str) -> None:
    with suppress(KnownError):
        found = read_cards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n", "x")
        assert all(one.name.isprintable() for one in found.guests)


@given(st.binary(max_size=300))
def test_bytes_of_every_kind_give_people_or_a_sentence(data: bytes) -> None:
    with suppress(KnownError):
        found = read_cards_file(b"BEGIN:VCARD\nFN:" + data + b"\nEND:VCARD\n", "x")
        assert all(one.name.isprintable() for one in found.guests)


def test_beginnings_without_an_end_are_read_in_one_pass() -> None:
    with pytest.raises(KnownError):
        read_cards("BEGIN:VCARD\n" * 200_000, "Kort")


@pytest.mark.parametrize(
    "head",
    [
        "N" + ";ENCODING=QUTF-8" * 60,
        "FN;A" + "=b" * 80,
        "ORG;A=" + "b,c," * 40,
        "TITLE" + ';A="b",c' * 30,
        "N:QUOTED-PRINTABLE=\nN" + ";A=B=C" * 60,
    ],
)
def test_no_card_makes_the_reader_hang(head: str) -> None:
    """One of less than a thousand letters could, and the window with it."""
    began = time.monotonic()
    text = f"BEGIN:VCARD\nFN:Mette Holm\n{head}\n{head}:x\nEND:VCARD\n"
    (guest,) = read_cards(text, "kort.vcf").guests
    assert guest.name == "Mette Holm"
    assert time.monotonic() - began < 2
