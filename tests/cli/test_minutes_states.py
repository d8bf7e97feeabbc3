"""`flipdesk minutes`: states of versions, and versions compared, as used from a terminal."""

from datetime import date, timedelta
from pathlib import Path

from flipdesk.i18n import use_language
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID


def test_a_version_is_sent_out_approved_and_archived(run: Run, kb: Path, tmp_path: Path) -> None:
    out = run("minutes", "write", SAMPLE_ID, "--state", "comments", "--until", "om 10 dage", "-o",
              tmp_path, "--kb", kb, "--json").json  # fmt: skip
    until = date.today() + timedelta(days=10)
    assert (out["state"], out["comments_by"]) == ("comments", until.isoformat())
    assert f"frist {until.day}.{until.month}.{until.year}" in run("minutes", "list", "--kb", kb).out
    told = run("minutes", "state", out["id"][:8], "approved", "--by", "deltagerne", "--kb", kb)
    assert told.out.startswith("Udgave 1 er nu: godkendt, ")
    (listed,) = run("minutes", "list", "--kb", kb, "--json").json
    assert (listed["approved_by"], listed["approved_on"]) == (
        "deltagerne",
        date.today().isoformat(),
    )
    assert run("minutes", "state", out["id"], "comments", "--kb", kb).status == 1
    assert run("minutes", "state", out["id"], "archived", "--kb", kb).status == 0
    assert "arkiveret" in run("minutes", "list", "--kb", kb).out


def test_options_of_another_state_are_refused_with_a_sentence(run: Run, kb: Path) -> None:
    for said in (("draft", "--until", "fre"), ("comments", "--by", "os"),
                 ("comments", "--until", "snart")):  # fmt: skip
        told = run("minutes", "write", SAMPLE_ID, "--state", *said, "--kb", kb)
        assert (told.status, told.err.count("\n")) == (1, 1)
    assert "intet referat endnu" in run("minutes", "list", "--kb", kb).out


def test_versions_are_compared(run: Run, kb: Path, tmp_path: Path) -> None:
    use_language("da")
    first = run("minutes", "write", SAMPLE_ID, "-o", tmp_path, "--kb", kb, "--json").json
    alone = run("minutes", "compare", first["id"], "--kb", kb)
    assert (alone.status, "Udgave 1 er den første" in alone.err) == (1, True)
    same = run("minutes", "compare", first["id"], "--now", "--kb", kb).out
    assert same.strip() == "Der er ingen forskelle."
    english = run("minutes", "write", SAMPLE_ID, "--language", "en", "-o", tmp_path, "--kb", kb,
                  "--json").json  # fmt: skip
    told = run("minutes", "compare", english["id"], first["id"], "--kb", kb).out
    assert "steder er ændret" in told.splitlines()[0]
    assert "[-" in told
    assert "{+" in told
    listed = run("minutes", "compare", english["id"], first["id"], "--kb", kb, "--json").json
    assert {one["kind"] for one in listed} >= {"changed"}
