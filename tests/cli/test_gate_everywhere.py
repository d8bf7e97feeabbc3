"""Exports from a terminal that have to wait: a clear list, status 1, and no file."""

import re
from pathlib import Path

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

FATIMA = "1\n00:00:25,000 --> 00:00:30,000\nBorgeren Fatima har 070761-4285.\n"
"""Karen Sørensen has the floor then in the example, and has agreed to be recorded."""


def test_a_transcript_is_refused_with_a_list_until_it_is_decided(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    file = tmp_path / "formiddag.srt"
    file.write_text(FATIMA, "utf-8")
    assert run("transcript", "import", SAMPLE_ID, file, "--kb", kb).status == 0
    out = tmp_path / "ud.vtt"
    export = ("transcript", "export", SAMPLE_ID, "-o", out, "--kb", kb)
    refused = run(*export)
    assert (refused.status, refused.out, out.exists()) == (1, "", False)
    first, *listed, advice = refused.err.splitlines()
    assert first == "Der er 2 ting at tage stilling til, før det kan skrives."
    assert "--keep" in advice
    codes = [found[1] for line in listed if (found := re.match(r" +([0-9a-f]{8}): ", line))]
    assert len(codes) == 2
    assert all("00:00:25" in line for line in listed)
    assert run(*export, "--keep", codes[0]).status == 2
    assert run(*export, "--keep", "00000000", "--reason", "nobody").status == 1
    assert run(*export, "--keep", codes[0], "--reason", "nobody").status == 1
    assert not out.exists()
    assert run(*export, "--keep", codes[1], "--reason", "nobody").status == 0
    assert "070761-4285" in out.read_text("utf-8")
