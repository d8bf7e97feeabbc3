"""`flipdesk report`: the same numbers in every form, and refusals that say what to do."""

import csv
import io
from pathlib import Path

import pytest
from lxml import etree

from flipdesk.services.reports.report_kinds import KINDS, ReportKind
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

SVG = "{http://www.w3.org/2000/svg}"
OF_ONE = {"timeline": ("--session", SAMPLE_ID), "airtime": ("--session", SAMPLE_ID)}
SERIES = ("--series", "Samtaleflip i Nordby Kommune")


def of(name: str) -> tuple[str, ...]:
    return OF_ONE.get(name, SERIES if name == "journeys" else ())


def test_every_report_is_listed_with_its_question(kb: Path, run: Run) -> None:
    out = run("report").out
    assert all(kind.name in out for kind in KINDS)
    assert "Hvilke potentialer tales der om hvor?" in out


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_forms_carry_the_same_numbers(
    kind: ReportKind, kb: Path, run: Run, tmp_path: Path
) -> None:
    call = ("report", kind.name, *of(kind.name), "--few", "0", "--kb", kb)
    as_json = run(*call, "--format", "json").json
    texts = [[cell["text"] for cell in row["cells"]] for row in as_json["rows"]]
    assert texts
    table = run(*call).out
    for row, cells in zip(as_json["rows"], texts, strict=True):
        lines = [one for one in table.splitlines() if one.startswith(row["title"])]
        assert any(all(text in line for text in cells) for line in lines)
    rows = list(csv.reader(io.StringIO(run(*call, "--format", "csv").out), delimiter=";"))
    assert len(rows) == len(texts) + 1
    picture = tmp_path / "billede.svg"
    assert run(*call, "-o", picture).status == 0
    root = etree.parse(picture).getroot()
    assert root.findtext(f"{SVG}title") == as_json["title"]
    png = tmp_path / "billede.png"
    assert run(*call, "-o", png).status == 0
    assert png.read_bytes().startswith(b"\x89PNG")


def test_times_are_minutes_with_a_decimal_comma(kb: Path, run: Run) -> None:
    out = run("report", "airtime", *of("airtime"), "--format", "csv", "--kb", kb).out
    assert out.splitlines()[1] == "Tjek-ind og spilleregler;5,83;0"
    english = run(
        "--language", "en", "report", "airtime", *of("airtime"), "--format", "csv", "--kb", kb
    ).out
    assert english.splitlines()[1] == "Tjek-ind og spilleregler;5.83;0"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ingenting",), "Der er ingen optælling ”ingenting”"),
        (("timeline",), "angiv den med --session"),
        (("journeys",), "angiv det med --series"),
        (("potentials", "--measure", "kilo"), "vælg et af count, minutes, share"),
        (("potentials", "--organisation", "Rødby"), "Rødby"),
        (("potentials", "-o", "tal.docx"), "tal.docx har ingen af endelserne .csv, .json"),
        (("potentials", "--format", "table", "-o", "tal.txt"), "vælg csv til en fil"),
    ],
)
def test_what_cannot_be_counted_is_said(
    arguments: tuple[str, ...], sentence: str, kb: Path, run: Run
) -> None:
    ran = run("report", *arguments, "--kb", kb)
    assert ran.status == 1
    assert sentence in ran.err


def test_file_with_a_name_in_an_idea_waits_for_a_decision(
    kb: Path, run: Run, tmp_path: Path
) -> None:
    import sqlite3

    with sqlite3.connect(kb / "knowledge.sqlite") as database:
        database.execute("update outcome set text = 'Ring til Mette Holm' where kind = 'trial'")
    call = ("report", "journeys", *SERIES, "--kb", kb)
    ran = run(*call, "-o", tmp_path / "ideer.svg")
    assert ran.status == 1
    assert "Mette Holm" in ran.err
    assert not (tmp_path / "ideer.svg").exists()
    assert run("report", "potentials", "--kb", kb, "-o", tmp_path / "tal.svg").status == 0
