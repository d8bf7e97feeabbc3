"""The command line as a whole: help, version, wrong usage, the window."""

import subprocess
import sys
from pathlib import Path

import pytest

from flipdesk import __version__
from flipdesk.cli.main import COMMANDS, main
from tests.cli.commands import Run


def test_version(run: Run) -> None:
    assert run("--version").out == f"FlipDesk {__version__}\n"


def test_help_is_danish_and_names_every_command(run: Run) -> None:
    shown = run("--help")
    assert shown.status == 0
    assert shown.out.startswith("Brug: flipdesk KOMMANDO [TILVALG]")
    assert all(f"  {command} " in shown.out for command in COMMANDS)


def test_help_is_english_when_asked_for(run: Run) -> None:
    shown = run("session", "import", "--help", "--language", "en")
    assert shown.out.startswith("Use: flipdesk session import FILE… [OPTIONS]")


@pytest.mark.parametrize(
    "command",
    [
        ["kb"], ["kb", "create"], ["kb", "info"], ["kb", "check"], ["kb", "backup"], ["session"],
        ["session", "list"], ["session", "show"], ["session", "import"], ["session", "export"],
        ["session", "delete"], ["minutes"], ["minutes", "write"], ["minutes", "list"],
        ["minutes", "export"], ["search"], ["record"], ["devices"], ["demo"], ["doctor"],
        ["recording"], ["recording", "list"], ["recording", "verify"], ["recording", "compress"],
        ["recording", "import"], ["recording", "export"], ["recover"],
        ["import"], ["import", "participants"], ["person"], ["person", "list"],
        ["person", "erase"], ["session", "erase"], ["passage"], ["passage", "erase"],
    ],
)  # fmt: skip
def test_every_command_has_help_in_danish(run: Run, command: list[str]) -> None:
    danish, english = run(*command, "--help"), run("--language", "en", *command, "--help")
    assert (danish.status, danish.err) == (0, "")
    assert f"flipdesk {' '.join(command)}" in danish.out
    lines = zip(danish.out.splitlines()[2:3], english.out.splitlines()[2:3], strict=True)
    assert all(one != other for one, other in lines)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sesion"], "ingen kommando ”sesion”"),
        (["session"], "mangler en kommando efter flipdesk session"),
        (["session", "vis"], "ingen kommando ”vis”"),
        (["session", "show"], "SESSION mangler"),
        (["session", "show", "a", "b"], "for mange ord"),
        (["session", "list", "--alt"], "intet tilvalg --alt"),
        (["session", "list", "--kb"], "--kb kan ikke bruges"),
        (["search", "x", "--from", "i går"], "--from skal være en dato"),
        (["search", "x", "--role", "chef"], "--role skal være en af researcher"),
        (["record", "x", "--seconds", "0"], "--seconds skal være et tal over 0"),
        (["minutes", "write", "x", "--audience", "alle"], "--audience skal være en af"),
        (["session", "list", "--language", "sv"], "--language kan være da, en"),
        (["--kb", "x", "session", "list"], "efter kommandoen"),
    ],
)
def test_wrong_usage_is_told_in_one_danish_sentence(
    run: Run, arguments: list[str], words: str
) -> None:
    told = run(*arguments)
    assert (told.status, told.out) == (2, "")
    assert words in told.err
    assert told.err.count("\n") == 1
    assert "--help" in told.err


def test_without_a_command_the_window_is_opened() -> None:
    opened: list[Path | None] = []

    def window(folder: Path | None) -> int:
        opened.append(folder)
        return 7

    assert main([], window) == 7
    assert main(["--kb", "a.flipkb"], window) == 7
    assert main(["--kb=b.flipkb"], window) == 7
    assert main(["--language", "en"], window) == 7
    assert opened == [None, Path("a.flipkb"), Path("b.flipkb"), None]


def test_a_reader_who_leaves_early_gets_no_traceback(kb: Path) -> None:
    program = [sys.executable, "-m", "flipdesk", "session", "export", "Samtaleflip 3"]
    process = subprocess.Popen(
        [*program, "--kb", str(kb)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in complaint


def test_a_terminal_without_danish_letters_gets_no_traceback(kb: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "flipdesk", "session", "show", "Samtaleflip 3", "--kb", str(kb)],
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert shown.returncode == 0, shown.stderr
    assert b"Mette Holm" in shown.stdout


def test_commands_import_neither_qt_nor_sound_nor_word(kb: Path) -> None:
    asked = (
        "import sys; from flipdesk.__main__ import main; main(['session', 'list']);"
        "print([name for name in ('PySide6', 'numpy', 'sounddevice', 'docx', 'jsonschema')"
        " if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", asked],
        env={"FLIPDESK_KB": str(kb), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert shown.stdout.splitlines()[-1] == "[]"
