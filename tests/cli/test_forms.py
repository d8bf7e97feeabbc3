"""The ending of a file's name says in which form it is written."""

from pathlib import Path

import pytest

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

STARTS = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "docx": b"PK"}


@pytest.mark.parametrize("ending", STARTS)
def test_minutes_programme_and_digest(run: Run, kb: Path, tmp_path: Path, ending: str) -> None:
    series = run("series", "list", "--kb", kb, "--json").json[0]["id"]
    for number, command in enumerate(
        (
            ("minutes", "write", SAMPLE_ID),
            ("minutes", "export", SAMPLE_ID),
            ("session", "program", SAMPLE_ID),
            ("series", "digest", series),
        )
    ):
        path = tmp_path / f"{number}.{ending}"
        done = run(*command, "-o", path, "--kb", kb)
        assert (done.status, done.err) == (0, "")
        assert path.read_bytes().startswith(STARTS[ending])
