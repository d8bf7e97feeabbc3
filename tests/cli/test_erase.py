"""Erasing from the command line: shown first, done only when asked."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Run

_WORDS = ("mette holm", "mettes", "mette")


def names(folder: Path) -> int:
    return sum(
        path.read_bytes().lower().count(b"mette holm")
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_a_person_is_shown_first_and_erased_when_asked(run: Run, kb: Path, tmp_path: Path) -> None:
    run("kb", "backup", "--kb", kb)
    before = names(kb)
    shown = run("person", "erase", "Mette Holm", "--kb", kb)
    assert "Intet er slettet" in shown.out
    assert names(kb) == before > 0
    done = run("person", "erase", "Mette Holm", "--yes", "--receipt", tmp_path, "--kb", kb)
    assert done.status == 0, done.err
    assert names(kb) == 0
    assert "Sikkerhedskopier" in done.out
    (receipt,) = tmp_path.glob("*.docx")
    assert "Kvittering" in receipt.name
    people = run("person", "list", "--kb", kb, "--json").json
    assert "Mette Holm" not in {one["name"] for one in people}
    assert run("kb", "check", "--kb", kb).status == 0


def test_a_session_is_erased_from_backups_too(run: Run, kb: Path) -> None:
    (session,) = run("session", "list", "--kb", kb, "--json").json
    run("kb", "backup", "--kb", kb)
    assert run("session", "erase", session["id"], "--kb", kb).status == 0
    assert len(run("session", "list", "--kb", kb, "--json").json) == 1
    assert run("session", "erase", session["id"], "--yes", "--kb", kb).status == 0
    assert run("session", "list", "--kb", kb, "--json").json == []
    assert names(kb) == 0


def test_a_passage_lists_its_notes_and_deletes_those_that_are_named(run: Run, kb: Path) -> None:
    (session,) = run("session", "list", "--kb", kb, "--json").json
    place = ("--from", "0:00", "--to", "9:00:00")
    listed = run("passage", "erase", session["id"], *place, "--kb", kb, "--json").json
    assert {one["decision"] for one in listed["texts"]} == {"keep"}
    gone = listed["texts"][0]
    done = run(
        *("passage", "erase", session["id"], *place, "--remove", str(gone["number"])),
        *("--yes", "--kb", kb),
    )
    assert done.status == 0, done.err
    again = run("passage", "erase", session["id"], *place, "--kb", kb, "--json").json
    assert gone["text"] not in {one["text"] for one in again["texts"]}
    assert len(again["texts"]) == len(listed["texts"]) - 1


@pytest.mark.parametrize("name", ["Ingen Herhjemme", ""])
def test_nobody_is_erased_who_is_not_there(run: Run, kb: Path, name: str) -> None:
    refused = run("person", "erase", name, "--yes", "--kb", kb)
    assert refused.status == 1
    assert "person list" in refused.err


def test_the_ledger_holds_no_name(run: Run, kb: Path) -> None:
    run("person", "erase", "Mette Holm", "--yes", "--kb", kb)
    lines = (kb / "erasures.jsonl").read_text().splitlines()
    entry, end = (json.loads(one) for one in lines)
    assert (entry["kind"], end["finished"]) == ("person", entry["erasure"])
    assert not any(word in line.lower() for word in _WORDS for line in lines)
