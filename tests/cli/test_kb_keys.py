"""Encrypted knowledge bases from the command line, as a script and as somebody at a terminal."""

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flipdesk.knowledge.file_header import is_plain
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE

OLD, NEW = "rødbede under åben himmel", "syv gule paraplyer i regn"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "gammel"
    path.write_text(f"{OLD}\n", "utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "ny"
    path.write_text(NEW, "utf-8")
    return path


@pytest.fixture
def locked(tmp_path: Path, run: Run, old: Path) -> Path:
    folder = tmp_path / "låst.flipkb"
    assert run("kb", "create", folder, "--encrypt", "--passphrase-file", old).status == 0
    return folder


def test_a_life_in_encryption(tmp_path: Path, run: Run, old: Path, new: Path) -> None:
    folder = tmp_path / "låst.flipkb"
    made = run("kb", "create", folder, "--encrypt", "--passphrase-file", old, "--json")
    recovery = made.json["recovery_key"]
    assert re.fullmatch(r"([0-9A-Z]{5}-){6}[0-9A-Z]{5}", recovery)
    given = ("--kb", folder, "--passphrase-file", old)
    assert run("session", "import", SAMPLE, *given).status == 0
    assert run("kb", "info", *given, "--json").json["sessions"] == 1
    assert run("kb", "check", *given).status == 0
    assert run("kb", "backup", *given).status == 0
    assert not any(is_plain(path) for path in folder.rglob("*.sqlite"))

    changed = run("kb", "passphrase", *given, "--new-passphrase-file", new)
    assert changed.status == 0, changed.err
    refused = run("kb", "info", *given)
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "ikke den rigtige" in refused.err
    given = ("--kb", folder, "--passphrase-file", new)
    assert run("kb", "info", *given).status == 0

    paper = tmp_path / "papir"
    paper.write_text(recovery.lower(), "utf-8")
    assert run("kb", "info", "--kb", folder, "--passphrase-file", paper).status == 0
    again = run("kb", "recovery-key", *given, "--json").json["recovery_key"]
    assert again != recovery
    assert run("kb", "info", "--kb", folder, "--passphrase-file", paper).status == 1

    assert run("kb", "decrypt", *given).status == 0
    assert all(is_plain(path) for path in folder.rglob("*.sqlite"))
    assert run("kb", "info", "--kb", folder, "--json").json["sessions"] == 1
    assert "er ikke krypteret" in run("kb", "decrypt", "--kb", folder).err


def test_a_plain_knowledge_base_is_encrypted(kb: Path, run: Run, old: Path) -> None:
    given = ("--kb", kb, "--passphrase-file", old)
    done = run("kb", "encrypt", *given)
    assert done.status == 0, done.err
    assert "Gendannelsesnøgle: " in done.out
    assert not is_plain(kb / "knowledge.sqlite")
    assert run("kb", "info", *given, "--json").json["sessions"] == 1
    again = run("kb", "encrypt", *given, "--json")
    assert again.json == {"path": str(kb)}


def test_without_a_passphrase_it_is_said_how_to_give_one(locked: Path, run: Run) -> None:
    told = run("kb", "info", "--kb", locked)
    assert (told.status, told.out) == (1, "")
    assert "--passphrase-file" in told.err


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00"])
def test_a_passphrase_file_that_holds_none_is_said(
    locked: Path, run: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(content)
    told = run("kb", "info", "--kb", locked, "--passphrase-file", path)
    assert told.status == 1
    assert str(path) in told.err
    assert run("kb", "info", "--kb", locked, "--passphrase-file", tmp_path / "væk").status == 1


def test_a_short_passphrase_makes_nothing(tmp_path: Path, run: Run) -> None:
    short = tmp_path / "kort"
    short.write_text("hej", "utf-8")
    folder = tmp_path / "ny.flipkb"
    told = run("kb", "create", folder, "--encrypt", "--passphrase-file", short)
    assert told.status == 1
    assert "mindst 12" in told.err
    assert not folder.exists()


def test_keys_are_not_laid_in_a_folder_that_holds_something(
    tmp_path: Path, run: Run, old: Path
) -> None:
    (tmp_path / "fuld").mkdir()
    (tmp_path / "fuld" / "brev.txt").write_text("kære", "utf-8")
    told = run("kb", "create", tmp_path / "fuld", "--encrypt", "--passphrase-file", old)
    assert told.status == 1
    assert "ikke tom" in told.err
    assert [path.name for path in (tmp_path / "fuld").iterdir()] == ["brev.txt"]


def test_a_passphrase_comes_through_a_pipe(locked: Path, new: Path) -> None:
    command = [sys.executable, "-m", "flipdesk", "kb", "passphrase", "--kb", str(locked)]
    pipes = ["--passphrase-file", "-", "--new-passphrase-file", "-"]
    lines = f"{OLD}\n{NEW}\n".encode()
    told = subprocess.run([*command, *pipes], input=lines, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    again = [*command[:4], "info", "--kb", str(locked), "--passphrase-file", str(new)]
    assert subprocess.run(again, capture_output=True, check=False).returncode == 0


def test_what_is_typed_is_not_shown_and_may_be_tried_again(locked: Path) -> None:
    typed = [b"forkert adgang\n", f"{OLD}\n".encode()]
    pid, terminal = pty.fork()
    if not pid:
        command = [sys.executable, "-m", "flipdesk", "kb", "info", "--kb", str(locked)]
        os.execv(sys.executable, command)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            shown += os.read(terminal, 1000)
        except OSError:
            break
        if typed and shown.count(b"Adgangss\xc3\xa6tning:") == 3 - len(typed):
            os.write(terminal, typed.pop(0))
    _pid, status = os.waitpid(pid, 0)
    os.close(terminal)
    text = shown.decode()
    assert os.waitstatus_to_exitcode(status) == 0, text
    assert "ikke den rigtige" in text
    assert "Sessioner" in text
    assert OLD not in text
    assert "forkert" not in text
