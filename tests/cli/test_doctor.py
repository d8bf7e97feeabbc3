"""`flipdesk doctor` as typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from flipdesk.cli import doctor as command
from flipdesk.services.doctor import Finding

WORKS = Finding("python", "Python", ok=True, detail="3.11.7")
SPARED = Finding("screen", "Skærm", ok=None, detail="ingen", advice="Vinduet kræver en skærm.")
LACKS = Finding("sound", "Lyd", ok=False, detail="ingen", advice="Installer pakken libportaudio2.")


def run(
    monkeypatch: pytest.MonkeyPatch, findings: tuple[Finding, ...], *options: str
) -> tuple[int, str]:
    def made_up(_folder: Path) -> tuple[Finding, ...]:
        return findings

    monkeypatch.setattr(command, "diagnose", made_up)
    result = CliRunner().invoke(command.doctor, list(options))
    return result.exit_code, result.output


def test_table_puts_advice_below_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    status, output = run(monkeypatch, (WORKS, SPARED))
    assert status == 0
    assert output.splitlines() == [
        "✓ Python  3.11.7",
        "– Skærm   ingen",
        "          Vinduet kræver en skærm.",
        "FlipDesk kan bruges på denne computer.",
    ]


def test_something_needed_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    status, output = run(monkeypatch, (WORKS, LACKS))
    assert status == 1
    assert output.splitlines()[1:] == [
        "✗ Lyd     ingen",
        "          Installer pakken libportaudio2.",
    ]


def test_json_carries_every_field(monkeypatch: pytest.MonkeyPatch) -> None:
    status, output = run(monkeypatch, (WORKS, SPARED), "--json")
    assert status == 0
    assert json.loads(output)[1] == {
        "key": "screen",
        "name": "Skærm",
        "ok": None,
        "detail": "ingen",
        "advice": "Vinduet kræver en skærm.",
    }


def test_real_machine_is_looked_at(tmp_path: Path) -> None:
    result = CliRunner().invoke(command.doctor, ["--kb", str(tmp_path / "x.flipkb"), "--json"])
    assert {finding["key"] for finding in json.loads(result.output)} >= {"python", "engine", "qt"}
