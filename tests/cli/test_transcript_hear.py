"""A machine draft from the command line."""

from pathlib import Path

import pytest

from tests.audio.hearing.spoken import spoken_recording
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID
from tests.helpers.hearing import install, make_model


def import_sound(run: Run, kb: Path, tmp_path: Path) -> None:
    spoken_recording(tmp_path, "Det er godt for min familie. " * 8)
    at = ("--starts", "2021-04-22 10:00:00")
    taken = run("recording", "import", SAMPLE_ID, tmp_path / "tale.wav", *at, "--kb", kb)
    assert taken.status == 0


def test_heard_and_told(
    run: Run, kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch)
    import_sound(run, kb, tmp_path)
    model = make_model(tmp_path / "hvisk", say="Vi griber det", every_s=5)
    heard = run("transcript", "hear", SAMPLE_ID, "--model", model, "--kb", kb)
    assert (heard.status, heard.err) == (0, "")
    assert heard.out.startswith("Maskinudkast: ")
    (listed,) = run("transcript", "list", SAMPLE_ID, "--kb", kb, "--json").json
    assert (listed["kind"], listed["made_with"]) == ("machine_draft", "faster-whisper, hvisk")
    assert listed["segments"] > 1
    twice = run("transcript", "hear", SAMPLE_ID, "--model", model, "--kb", kb)
    assert (twice.status, twice.out) == (1, "")
    assert "allerede skrevet ned" in twice.err


def test_refusals_leave_nothing(
    run: Run, kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = make_model(tmp_path / "hvisk", broken=True)
    monkeypatch.setattr("flipdesk.audio.hearing.speech_model._MODULE", "not_a_module_of_ours")
    absent = run("transcript", "hear", SAMPLE_ID, "--model", model, "--kb", kb)
    assert (absent.status, absent.out) == (1, "")
    assert "pip install flipdesk[transcribe]" in absent.err
    monkeypatch.undo()
    install(monkeypatch)
    for folder, words in ((tmp_path, "mangler"), (model, "ingen optagelse")):
        refused = run("transcript", "hear", SAMPLE_ID, "--model", folder, "--kb", kb)
        assert refused.status == 1
        assert words in refused.err
    assert run("transcript", "list", SAMPLE_ID, "--kb", kb, "--json").json == []
