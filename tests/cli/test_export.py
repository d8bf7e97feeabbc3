"""Taking sessions along from a terminal."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flipdesk.exchange.refi.read_codes import read_codebook
from flipdesk.exchange.refi.read_project import read_package
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE, SAMPLE_ID

NOTES, OUTCOMES = 17, 8


def test_project_and_codebook_are_written(run: Run, kb: Path, tmp_path: Path) -> None:
    ran = run("export", "qdpx", "--kb", kb, "-o", tmp_path / "a.qdpx", "--json")
    assert ran.status == 0, ran.err
    told = ran.json
    assert (told["sessions"], told["outcomes"]) == (1, OUTCOMES)
    assert told["reflections"] + told["withheld"] == NOTES
    project = read_package((tmp_path / "a.qdpx").read_bytes())
    assert len(tuple(project.codings())) == told["codings"]
    assert run("export", "qdc", "--kb", kb, "-o", tmp_path / "a.qdc").status == 0
    assert read_codebook((tmp_path / "a.qdc").read_bytes()) == project.codes


def test_file_gets_a_name_of_its_own_in_a_folder(run: Run, kb: Path, tmp_path: Path) -> None:
    for name in ("2021-04-22 Samtaleflip 3 Nordby Kommune.qdpx",
                 "2021-04-22 Samtaleflip 3 Nordby Kommune (2).qdpx"):  # fmt: skip
        ran = run("export", "qdpx", "--kb", kb, "-o", tmp_path, "--json")
        assert Path(ran.json["path"]) == tmp_path / name


def test_table_and_workbook_are_written(run: Run, kb: Path, tmp_path: Path) -> None:
    ran = run("export", "csv", "--kb", kb, "-o", tmp_path / "a.csv", "--potential", "viden")
    assert ran.status == 0, ran.err
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    assert rows
    assert all("Viden" in row["potentials"] for row in rows)
    ran = run("export", "csv", "--kb", kb, "-o", tmp_path / "b.csv", "--headers", "people",
              "--table", "outcomes")  # fmt: skip
    text = (tmp_path / "b.csv").read_bytes()
    assert text.startswith("\ufeffGUID;Session;Forløb;".encode())
    assert run("export", "xlsx", "--kb", kb, "-o", tmp_path / "a.xlsx").status == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Refleksioner", "Udbytte", "Mærkater", "Sessioner"]
    assert book["Udbytte"].max_row == OUTCOMES + 1


def test_nothing_leaves_before_everything_is_decided(run: Run, kb: Path, tmp_path: Path) -> None:
    path = tmp_path / "session.flip.json"
    assert run("session", "export", SAMPLE_ID, "--kb", kb, "-o", path).status == 0
    record = json.loads(path.read_text())
    record["reflections"][0]["text"] = "Borgeren hedder Kirsten Brandt og har nummer 010203-1234."
    path.write_text(json.dumps(record))
    assert run("session", "delete", SAMPLE_ID, "--kb", kb).status == 0
    assert run("session", "import", path, "--kb", kb).status == 0
    target = tmp_path / "a.qdpx"
    ran = run("export", "qdpx", "--kb", kb, "-o", target)
    assert ran.status == 1
    assert not target.exists()
    codes = [line.split(":")[0].strip() for line in ran.err.splitlines()[1:3]]
    wrong = run("export", "qdpx", "--kb", kb, "-o", target, "--keep", codes[0])
    assert wrong.status == 2
    assert run("export", "qdpx", "--kb", kb, "-o", target, "--hide", "nonsense").status == 1
    ran = run("export", "qdpx", "--kb", kb, "-o", target, "--hide", "all")
    assert ran.status == 0, ran.err
    (text,) = read_package(target.read_bytes()).texts
    assert "[CPR-nummer]" in text.text
    assert "010203" not in text.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sound",), "uden lyd"),
        (("--series", "findes ikke"), "Der er intet forløb"),
        (("--potential", "findes ikke"), "Der er intet potentiale"),
        (("--to", "1999-01-01"), "ikke noget at tage med"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Run, kb: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ran = run("export", "qdpx", "--kb", kb, "-o", tmp_path / "a.qdpx", *options)
    assert ran.status == 1
    assert said in ran.err
    assert not (tmp_path / "a.qdpx").exists()


def test_folder_page_and_calendar_are_written(run: Run, kb: Path, tmp_path: Path) -> None:
    ran = run("export", "datasette", "--kb", kb, "-o", tmp_path / "udgivet", "--json")
    assert ran.status == 0, ran.err
    assert ran.json["withheld"] > 0
    assert (tmp_path / "udgivet" / "knowledge.db").exists()
    ran = run("export", "html", "--kb", kb, "-o", tmp_path / "vej.html")
    assert ran.status == 0, ran.err
    assert (tmp_path / "vej.html").read_bytes().startswith(b"<!DOCTYPE html>")
    ran = run("export", "html", "--kb", kb, "-o", tmp_path, "--json")
    assert [Path(one).suffix for one in ran.json["paths"]] == [".html"]
    ran = run("export", "ics", "--kb", kb, "-o", tmp_path / "frister.ics", "--json")
    assert ran.json["deadlines"] > 0
    assert b"VALUE=DATE" in (tmp_path / "frister.ics").read_bytes()


def test_names_are_given_only_when_asked_for_and_agreed_to(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    named = {}
    for option in ((), ("--names",)):
        path = tmp_path / f"{len(option)}.csv"
        assert run("export", "csv", "--kb", kb, "-o", path, *option).status == 0
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        named[bool(option)] = {row["person"] for row in rows}
    session = json.loads(SAMPLE.read_text(encoding="utf-8"))
    people = session["participants"]
    agreed = {one["name"] for one in people if one.get("consent", {}).get("quote") == "name"}
    spoke = {one.get("speaker") for one in session["reflections"]}
    heard = {one["name"] for one in people if one["initials"] in spoke}
    assert not named[False] & heard
    assert named[True] & heard == agreed & heard != set()
