"""`flipdesk kb rescue` and what `kb check` finds."""

from pathlib import Path

from flipdesk.knowledge.engine import connect
from tests.cli.commands import Run

FILE = "knowledge.sqlite"


def test_damaged_file_is_rescued_when_told_to(run: Run, kb: Path) -> None:
    assert run("kb", "backup", "--kb", kb).status == 0
    data = bytearray((kb / FILE).read_bytes())
    data[4096:12288] = bytes(8192)
    (kb / FILE).write_bytes(data)
    assert run("kb", "check", "--kb", kb).status == 1
    shown = run("kb", "rescue", "--kb", kb)
    assert shown.status == 0
    assert "Sikkerhedskopien fra" in shown.out
    assert "I alt: 1 session og" in shown.out
    assert "Gør det med --yes" in shown.out
    assert (kb / FILE).read_bytes() == data
    done = run("kb", "rescue", "--yes", "--json", "--kb", kb)
    assert done.json["done"]
    assert (Path(done.json["aside"]) / FILE).read_bytes() == data
    assert run("kb", "check", "--kb", kb).status == 0


def test_text_that_others_changed_is_told_and_put_right(run: Run, kb: Path) -> None:
    assert run("kb", "backup", "--kb", kb).status == 0
    connection = connect(str(kb / FILE))
    connection.execute("update reflection set text = 'Aldrig sagt' where seq = 3")
    connection.close()
    found = run("kb", "check", "--kb", kb)
    assert found.status == 1
    assert "reflection: ændret af disken" in found.err
    assert "1 ting, som disken havde ændret" in run("kb", "rescue", "--yes", "--kb", kb).out
    assert run("kb", "check", "--kb", kb).status == 0


def test_whole_knowledge_base_is_left_alone(run: Run, kb: Path) -> None:
    refused = run("kb", "rescue", "--yes", "--kb", kb)
    assert refused.status == 1
    assert "intet at redde" in refused.err
    assert sorted(one.name for one in kb.iterdir()) == ["journal.jsonl", FILE]


def test_without_anything_to_go_on_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    refused = run("kb", "rescue", "--kb", tmp_path)
    assert refused.status == 1
    assert "ingen hel kopi" in refused.err
