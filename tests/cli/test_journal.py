"""The journal of use from a terminal."""

from pathlib import Path

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID
from tests.helpers.nordby import nordby
from tests.helpers.word import visible_text


def test_what_was_done_is_shown_checked_and_told_to_a_person(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    assert run("session", "export", SAMPLE_ID, "--kb", kb, "-o", tmp_path, "--anyway").status == 0
    shown = run("journal", "show", "--kb", kb, "--json").json
    assert ("imported", SAMPLE_ID) in [(one["act"], one["id"]) for one in shown]
    assert ("exported", SAMPLE_ID) in [(one["act"], one["id"]) for one in shown]
    assert "gemt som fil" in run("journal", "show", "--kb", kb, "--session", SAMPLE_ID).out
    assert run("journal", "show", "--kb", kb, "--since", "2099-01-01").out == (
        "Brugsjournalen er tom.\n"
    )
    target = tmp_path / "brug.docx"
    ran = run("journal", "person", "Mette Holm", "--kb", kb, "-o", target)
    assert (ran.status, ran.out) == (0, f"Fil: {target}\n")
    told = visible_text(target.read_bytes())
    assert "Session: gemt som fil" in told
    others = [one.name for one in nordby().participants if one.name != "Mette Holm"]
    assert others
    assert not [one for one in others if one in told]
    assert nordby().session.title not in told
    assert run("journal", "check", "--kb", kb).status == 0


def test_a_journal_somebody_changed_leaves_with_1(run: Run, kb: Path) -> None:
    place = kb / "journal.jsonl"
    place.write_bytes(place.read_bytes().replace(b"imported", b"exported"))
    ran = run("journal", "check", "--kb", kb)
    assert ran.status == 1
    assert "linje 1 passer ikke" in ran.err
    assert run("journal", "check", "--kb", kb, "--json").json["broken_at"] == 1


def test_nobody_of_that_name_is_a_sentence(run: Run, kb: Path) -> None:
    ran = run("journal", "person", "Ukendt Navn", "--kb", kb)
    assert ran.status == 1
    assert "Ukendt Navn" in ran.err
