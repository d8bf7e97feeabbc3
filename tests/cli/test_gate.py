"""Minutes with somebody's name or number in them are not written before it is decided."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE, SAMPLE_ID


@pytest.fixture
def kb(tmp_path: Path, run: Run) -> Path:
    """Return a knowledge base in which a citizen is named in the example."""
    data = json.loads(SAMPLE.read_text("utf-8"))
    data["reflections"][2]["text"] = "Borgeren Fatima, 070761-4285, nævnte et bageri."
    file = tmp_path / "navngivet.flip.json"
    file.write_text(json.dumps(data), "utf-8")
    folder = tmp_path / "prøve.flipkb"
    assert run("session", "import", file, "--kb", folder).status == 0
    return folder


def test_minutes_are_refused_with_the_list_and_how_to_go_on(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    told = run("minutes", "write", SAMPLE_ID, "-o", tmp_path / "r.docx", "--kb", kb)
    assert told.status == 1
    first, *listed, advice = told.err.strip().splitlines()
    assert first == "Der er 2 ting at tage stilling til, før det kan skrives."
    assert any("Et CPR-nummer: 070761-4285 (Supplement fra praksis)" in one for one in listed)
    assert any("Måske et navn: Fatima" in one for one in listed)
    assert "--keep" in advice
    assert not (tmp_path / "r.docx").exists()
    assert "intet referat endnu" in run("minutes", "list", "--kb", kb).out


def test_each_is_kept_or_hidden_by_its_code(run: Run, kb: Path, tmp_path: Path) -> None:
    checked = run("minutes", "check", SAMPLE_ID, "--kb", kb, "--json")
    assert checked.status == 1
    codes = {one["kind"]: one["code"] for one in checked.json}
    write = ("minutes", "write", SAMPLE_ID, "-o", tmp_path / "r.docx", "--kb", kb)
    assert run(*write, "--keep", codes["likely_name"]).status == 2
    assert "står ikke for noget" in run(*write, "--hide", "nothing").err
    kept = run(*write, "--keep", codes["likely_name"], "--reason", "agreed")
    assert kept.status == 1
    assert kept.err.startswith("Der er 1 ting")
    assert run(*write, "--hide", codes["cpr"]).status == 1  # The text is another one now.
    assert run(*write, "--keep", "all", "--reason", "agreed").status == 0
    assert run("minutes", "check", SAMPLE_ID, "--kb", kb).out.startswith("Der er ikke noget")
    assert "En tidligere ordlyd" in run("session", "export", SAMPLE_ID, "--kb", kb).err
    shown = run("session", "export", SAMPLE_ID, "--kb", kb, "--anyway").out
    assert "Borgeren Fatima, [CPR-nummer], nævnte et bageri." in shown


def test_the_key_is_listed_and_forgotten(run: Run, kb: Path, tmp_path: Path) -> None:
    assert "ingen nøgle endnu" in run("pseudonyms", "list", "--kb", kb).out
    file = tmp_path / "forsker.docx"
    write = ("minutes", "write", SAMPLE_ID, "--audience", "researchers", "-o", file, "--kb", kb)
    assert run(*write, "--hide", "all").status == 0
    lines = run("pseudonyms", "list", "Samtaleflip 3", "--kb", kb).out.splitlines()
    assert any(one.startswith("Sagsbehandler 1, Nordby") and "Mette Holm" in one for one in lines)
    assert run("pseudonyms", "forget", "--kb", kb).status == 2
    assert run("pseudonyms", "forget", "--person", "Ingen", "--kb", kb).status == 1
    one = run("pseudonyms", "forget", "--person", "mette holm", "--kb", kb)
    assert one.out == "Det er glemt, hvem 1 pseudonym gælder. Nummeret bruges ikke igen.\n"
    assert run("pseudonyms", "forget", "--all", "--kb", kb, "--json").json == {"forgotten": 8}
    listed = run("pseudonyms", "list", "--kb", kb, "--json").json
    assert {each["name"] for each in listed} == {None}
    assert "glemt" in run("pseudonyms", "list", "--kb", kb).out
