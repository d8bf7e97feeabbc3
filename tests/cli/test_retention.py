"""`flipdesk retention`: shown first, done on somebody's word."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from flipdesk.cli.retention import retention
from flipdesk.domain.clock import SystemClock
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession
from tests.services.test_retention import with_sound


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    clock = SystemClock()
    base = KnowledgeBase.create(tmp_path / "b.flipkb", clock, load_shipped("da").values())
    desk = Desk(base, clock)
    series_id, _step = desk.planning.add_series("Forløb", "Nordby Kommune", "samtale")
    plan = NewSession(series_id, "Samtaleflip 1", datetime(2020, 4, 22, 9, 0, tzinfo=UTC))
    session_id, _step = desk.planning.add_session(plan)
    with_sound(desk, session_id)
    base.close()
    return tmp_path / "b.flipkb"


def run(*words: str, answer: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(retention, list(words), input=answer)
    return done.exit_code, done.output


def test_list_shows_and_deletes_nothing(kb: Path) -> None:
    code, text = run("list", "--kb", str(kb))
    assert code == 0
    assert "Samtaleflip" not in text
    assert run("set", "sound", "12", "--kb", str(kb))[0] == 0
    code, text = run("list", "--kb", str(kb), "--json")
    found = json.loads(text)
    assert found["months"] == {"sound": 12, "key": None, "reflections": None, "minutes": None}
    assert [(one["what"], one["day"]) for one in found["due"]] == [("sound", "2021-04-22")]
    assert list((kb / "recordings").rglob("*.wav")) != []


def test_run_asks_about_each_and_no_is_no(kb: Path) -> None:
    run("set", "sound", "12", "--kb", str(kb))
    code, text = run("run", "--kb", str(kb), answer="n\n")
    assert code == 0
    assert "Samtaleflip 1" in text
    assert list((kb / "recordings").rglob("*.wav")) != []
    code, text = run("run", "--kb", str(kb), answer="y\n")
    assert code == 0
    assert list((kb / "recordings").rglob("*.wav")) == []
    assert json.loads(run("list", "--kb", str(kb), "--json")[1])["due"] == []


def test_without_anybody_to_answer_nothing_goes(kb: Path) -> None:
    run("set", "sound", "12", "--kb", str(kb))
    code, _text = run("run", "--kb", str(kb))
    assert code != 0
    assert list((kb / "recordings").rglob("*.wav")) != []


def test_yes_deletes_all_of_a_kind(kb: Path) -> None:
    run("set", "sound", "12", "--kb", str(kb))
    assert (
        json.loads(run("run", "--yes", "--only", "key", "--kb", str(kb), "--json")[1])["deleted"]
        == []
    )
    code, text = run("run", "--yes", "--kb", str(kb), "--json")
    assert code == 0
    assert len(json.loads(text)["deleted"]) == 1
    assert list((kb / "recordings").rglob("*.wav")) == []
