"""A published folder holds no name, no GUID and no path, and Datasette shows it to people."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.expected_conditions import (
    presence_of_element_located,
    staleness_of,
)
from selenium.webdriver.support.wait import WebDriverWait

from flipdesk.domain.ids import SessionId
from flipdesk.domain.selection import Selection
from flipdesk.domain.vocabulary import QuoteConsent
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.publishing import published_folder
from flipdesk.services.samples import sample_files
from flipdesk.services.shared_reader import Terms
from flipdesk.services.sharing import Sharing
from tests.helpers.browser import browser, needs_browser, served
from tests.helpers.nordby import nordby

_GUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def publish(desk: Desk, folder: Path) -> Path:
    sessions = Sharing(desk.base, desk.clock).share_all(Selection(), Terms(published=True))
    published_folder(sessions).write(folder)
    return folder


def test_nothing_in_it_leads_to_anybody(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    folder = publish(desk, tmp_path / "udgivet")
    assert {one.name for one in folder.iterdir()} == {"knowledge.db", "metadata.json", "README.md"}
    said = b"\n".join(one.read_bytes() for one in folder.iterdir())
    assert not _GUID.search(said)
    assert str(tmp_path).encode() not in said
    for person in desk.base.participants.of_session(held):
        for part in person.name.split():
            assert not re.search(rf"\b{part}\b".encode(), said), part


def test_only_what_may_leave_and_be_quoted_is_in_it(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    folder = publish(desk, tmp_path / "udgivet")
    record = desk.base.record(held)
    with closing(sqlite3.connect(folder / "knowledge.db")) as base:
        rows = base.execute("select text, speaker from reflection").fetchall()
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert base.execute("pragma foreign_key_check").fetchall() == []
    told = dict(rows)
    for one in record.reflections:
        speaker = record.participant(one.speaker_id)
        if one.is_private or one.kind == "observation":
            assert one.text not in told
        elif speaker and speaker.consent.quote is QuoteConsent.NONE and one.text in told:
            assert told[one.text] == ""
            assert one.kind != "quote"
    assert 0 < len(rows) < len(record.reflections)


def test_what_was_published_before_is_replaced_and_nothing_else(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    folder = publish(desk, tmp_path / "udgivet")
    publish(desk, folder)
    (folder / "noter.txt").write_text("egne")
    with pytest.raises(KnownError, match="noget andet"):
        publish(desk, folder)
    assert (folder / "noter.txt").read_text() == "egne"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_publishing_that_fails_leaves_what_was_published(
    desk: Desk, held: SessionId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = publish(desk, tmp_path / "udgivet")
    before = (folder / "knowledge.db").read_bytes()
    moved, failed = Path.replace, list[Path]()

    def fails(self: Path, target: Path) -> Path:
        if target == folder and not failed:
            failed.append(self)
            raise OSError(28, "No space left on device")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(KnownError, match="ikke udgives"):
        publish(desk, folder)
    monkeypatch.undo()
    assert (folder / "knowledge.db").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_names_of_places_can_break_no_question(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    (organisation,) = (one for one in desk.base.organisations.all() if "Nordby" in one.name)
    desk.organisations.rename(organisation.id, 'Nord\'by "Kommune"; drop table reflection')
    folder = publish(desk, tmp_path / "udgivet")
    questions = json.loads((folder / "metadata.json").read_text())["databases"]["knowledge"]
    with closing(sqlite3.connect(folder / "knowledge.db")) as base:
        base.create_function("escape_fts", 1, lambda text: f'"{text}"')
        for one in questions["queries"].values():
            base.execute(one["sql"], {"ord": "borger"}).fetchall()
        assert base.execute(questions["queries"]["matrix"]["sql"]).fetchall()


def ask(page: WebDriver, words: str) -> None:
    """Write words in the field and send them, and wait for the answer."""
    field = page.find_element(By.NAME, "ord")
    field.clear()
    field.send_keys(words)
    field.submit()
    WebDriverWait(page, 60).until(staleness_of(field))
    WebDriverWait(page, 60).until(presence_of_element_located((By.NAME, "ord")))


@needs_browser
@pytest.mark.slow
def test_datasette_shows_it_and_a_browser_searches_it(desk: Desk, tmp_path: Path) -> None:
    for file in sample_files():
        desk.files.import_data(file.read_bytes(), file.name)
    folder = publish(desk, tmp_path / "udgivet")
    with closing(sqlite3.connect(folder / "knowledge.db")) as base:
        (expected,) = base.execute(
            "select count(*) from reflection_fts where reflection_fts match 'borgere*'"
        ).fetchone()
        matrix = base.execute("select potential, organisation, reflections from potential_count")
        counts = {(potential, place): count for potential, place, count in matrix}
    assert expected > 1
    with served(folder) as address, browser(tmp_path / "profile") as page:
        page.get(address)
        assert "FLIP" in page.title
        page.get(f"{address}/knowledge")
        page.find_element(By.LINK_TEXT, "Søg i det, der blev sagt").click()
        ask(page, "borgere")
        rows = page.find_elements(By.CSS_SELECTOR, "table.rows-and-columns tbody tr")
        assert len(rows) == expected
        assert "borgere" in rows[0].text.lower()
        ask(page, '" OR * ( ')
        assert not page.find_elements(By.CSS_SELECTOR, ".message-error")
        page.get(f"{address}/knowledge/matrix")
        heads = [one.text for one in page.find_elements(By.CSS_SELECTOR, "table thead th")]
        shown = [
            [cell.text for cell in row.find_elements(By.TAG_NAME, "td")]
            for row in page.find_elements(By.CSS_SELECTOR, "table.rows-and-columns tbody tr")
        ]
        assert [row[0] for row in shown][:2] == ["Strategi", "Helhed"]
        for row in shown:
            for place, cell in zip(heads[1:-1], row[1:-1], strict=True):
                assert int(cell) == counts.get((row[0], place), 0)
