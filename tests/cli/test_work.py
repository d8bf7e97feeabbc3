"""Minutes, search, recording and the demo from the command line."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flipdesk.audio.recording_folder import read_recording
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.vocabulary import ReflectionKind
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

FAKE = "fake:tone?speed=0&seconds=3"


def test_minutes_are_written_listed_and_exported(
    run: Run, kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "referat.docx"
    written = run("minutes", "write", SAMPLE_ID, "-o", file, "--kb", kb, "--json").json
    assert (written["version"], written["audience"], written["path"]) == (
        1, "participants", str(file),
    )  # fmt: skip
    assert file.read_bytes().startswith(b"PK")
    monkeypatch.chdir(tmp_path)
    second = run("minutes", "write", "Samtaleflip 3", "--language", "en", "--kb", kb)
    assert second.status == 0
    assert list(tmp_path.glob("2021-04-22 *.docx"))
    listed = run("minutes", "list", "--kb", kb, "--json").json
    assert {one["language"] for one in listed} == {"da", "en"}
    again = tmp_path / "igen.docx"
    assert run("minutes", "export", written["id"], "-o", again, "--kb", kb).status == 0
    assert again.read_bytes() == file.read_bytes()
    assert "udkast" in run("minutes", "list", SAMPLE_ID, "--kb", kb).out


def test_minutes_that_are_not_there(run: Run, kb: Path) -> None:
    assert "intet referat endnu" in run("minutes", "list", "--kb", kb).out
    told = run("minutes", "export", SAMPLE_ID, "--kb", kb)
    assert (told.status, "intet referat endnu" in told.err) == (1, True)


def test_deleting_a_session_with_minutes_makes_a_backup(run: Run, kb: Path, tmp_path: Path) -> None:
    run("minutes", "write", SAMPLE_ID, "-o", tmp_path / "r.docx", "--kb", kb)
    deleted = run("session", "delete", SAMPLE_ID, "--kb", kb, "--json").json
    assert Path(deleted["backup"]).is_file()


def test_search_finds_by_words_and_narrows(run: Run, kb: Path) -> None:
    hits = run("search", "bageri", "--kb", kb, "--json").json
    assert len(hits) == 2
    assert all(hit["session"] == SAMPLE_ID for hit in hits)

    def found(*narrowed: str) -> int:
        return len(run("search", "bageri", *narrowed, "--kb", kb, "--json").json)

    assert found("--potential", "4") == found("--potential", "inddragelse") == 2
    assert found("--potential", "hel") == 0
    assert found("--organisation", "nordby kommune") == 2
    assert found("--role", "caseworker") == 2
    assert found("--role", "mentor") == 0
    assert found("--from", "2021-04-22", "--to", "2021-04-22") == 2
    assert found("--from", "2021-04-23") == 0
    reflections = found("--in", "reflections")
    assert reflections + found("--in", "outcomes") == 2
    assert sum(found("--kind", kind) for kind in ReflectionKind) == reflections > 0
    assert found("--axis", f"{POTENTIALS_AXIS}:inddragelse") == reflections
    assert found("--axis", f"{POTENTIALS_AXIS}:helhed") == 0
    assert found("--session", SAMPLE_ID) == found("--session", "samtaleflip 3") == 2
    assert found("--author", "nobody") == 0
    shown = run("search", "bageri", "--kb", kb).out
    assert "22.4.2021 · Samtaleflip 3 · 35:40 · sagsbehandler" in shown
    assert "2 fund" in shown
    assert run("search", "zzz", "--kb", kb).out == "Intet fundet.\n"


def test_search_is_kept_and_made_again(run: Run, kb: Path) -> None:
    kept = run("search", "bageri", "--role", "mentor", "--keep", "Bagerier", "--kb", kb, "--json")
    assert kept.json == []
    assert run("search", "--saved", "bagerier", "--kb", kb, "--json").json == []
    again = run("search", "--saved", "Bagerier", "--role", "caseworker", "--kb", kb, "--json").json
    assert len(again) == 2
    told = run("search", "--saved", "Kaffe", "--kb", kb)
    assert (told.status, "Bagerier" in told.err) == (1, True)
    assert run("search", "--kb", kb).status == 2


def test_search_takes_anything_as_words(run: Run, kb: Path) -> None:
    for words in ('"', "a OR", "*", "'; drop table reflection; --", "æøå", "\\", "NEAR(", ""):
        assert run("search", words, "--kb", kb).status == 0


def test_search_for_what_is_not_there_names_what_is(run: Run, kb: Path) -> None:
    told = run("search", "x", "--potential", "magt", "--kb", kb)
    assert (told.status, "strategi, helhed" in told.err) == (1, True)
    told = run("search", "x", "--organisation", "Åkær", "--kb", kb)
    assert (told.status, "Nordby Kommune" in told.err) == (1, True)
    for option in ("--series", "--session", "--axis"):
        told = run("search", "x", option, "Åkær", "--kb", kb)
        assert (told.status, "Åkær" in told.err) == (1, True)


def test_a_session_is_recorded(run: Run, kb: Path) -> None:
    told = run("record", SAMPLE_ID, "--device", FAKE, "--seconds", "3", "--kb", kb, "--json")
    assert told.json["ms"] == 3000
    assert list(Path(told.json["folder"]).glob("*.wav"))
    (listed,) = run("session", "list", "--kb", kb, "--json").json
    assert listed["recordings"] == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_recording_ends_well_when_told_to_stop(kb: Path, number: signal.Signals) -> None:
    program = [sys.executable, "-m", "flipdesk", "record", SAMPLE_ID, "--device", "fake:tone"]
    process = subprocess.Popen(
        [*program, "--kb", str(kb), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "Optager Samtaleflip 3" in process.stderr.readline()
    process.send_signal(number)
    out, complaint = process.communicate(timeout=120)
    assert (process.returncode, complaint) == (0, "")
    told = json.loads(out)
    assert told["ms"] > 0
    assert list(Path(told["folder"]).glob("*.wav"))


def test_a_recording_whose_program_was_killed_is_taken_back(run: Run, kb: Path) -> None:
    program = [sys.executable, "-m", "flipdesk", "record", SAMPLE_ID, "--device", "fake:tone"]
    with subprocess.Popen([*program, "--kb", str(kb)], stderr=subprocess.PIPE, text=True) as first:
        assert first.stderr is not None
        assert "Optager Samtaleflip 3" in first.stderr.readline()
        first.kill()
    # No second one begins beside it, whatever microphone is named.
    told = run(
        "record", SAMPLE_ID, "--device", "fake:/nej.wav", "--seconds", "1", "--kb", kb, "--json"
    )
    assert "optages allerede og fortsætter" in told.err
    contents = read_recording(Path(told.json["folder"]))
    assert contents.closed_properly
    assert not contents.gaps
    assert contents.total_ms == told.json["ms"] >= 1_000


def test_a_microphone_that_is_not_there_is_told(run: Run, kb: Path) -> None:
    told = run("record", SAMPLE_ID, "--device", "fake:/nej.wav", "--seconds", "1", "--kb", kb)
    assert (told.status, "fake:/nej.wav" in told.err) == (1, True)


def test_the_demo_says_what_it_made_and_where(run: Run, tmp_path: Path) -> None:
    kb = tmp_path / "eksempel.flipkb"
    shown = run("demo", "--kb", kb)
    assert shown.status == 0
    assert str(kb) in shown.out
    assert "9 deltagere, 17 refleksioner" in shown.out
    assert "Optagelse: 0:20" in shown.out
    assert "Søgning efter ”bageri”: 2 fund" in shown.out
    again = run("demo", "--kb", kb, "--json").json
    assert Path(again["minutes"]).is_file()
    assert again["recording_ms"] == 20_000


def test_the_demo_uses_a_folder_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = run("demo", "--json").json
    assert Path(made["kb"]).is_relative_to(tmp_path)
    assert Path(made["minutes"]).is_relative_to(tmp_path)


def test_the_demo_leaves_a_knowledge_base_in_use_alone(run: Run, kb: Path) -> None:
    told = run("demo", "--kb", kb)
    assert (told.status, "dine egne" in told.err) == (1, True)
