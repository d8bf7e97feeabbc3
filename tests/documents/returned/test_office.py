"""Round trips through LibreOffice itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import new_guid
from flipdesk.domain.returned import By, Place, Span
from tests.helpers.nordby import minutes, nordby
from tests.helpers.office import edited, needs_office, saved_again
from tests.helpers.returned import WordEdit

pytestmark = [pytest.mark.office, pytest.mark.slow, needs_office]
MINUTES_ID = new_guid()
METTE = By("Mette Holm", "2026-11-24T10:15:00")
EDITS = """
  doc.RecordChanges = True
  place = Found(doc, "stilhed")
  place.String = "larm"
  place = Found(doc, "ved bordet")
  place.Text.insertString(place.End, " eller skranken", False)
  doc.RecordChanges = False
  place = Found(doc, "spørgsmålet")
  place.String = "svaret"
  Comment doc, "Fire sekunders", "Åse Bjerre", "Det var fem"
"""

PARAGRAPHS = """
  place = Found(doc, "ved bordet")
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  cursor.goRight(1, True)
  cursor.String = ""
  place = Found(doc, "Fire hensyn")
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoEndOfParagraph(False)
  cursor.Text.insertControlCharacter(cursor, 0, False)
  cursor.Text.insertString(cursor, "Et nyt afsnit", False)
  doc.RecordChanges = True
  place = Found(doc, "Fire sekunders")
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  cursor.goRight(1, True)
  cursor.String = ""
"""


@pytest.fixture
def data() -> bytes:
    return render(replace(minutes(nordby()), minutes_id=MINUTES_ID))


def test_what_is_done_in_libreoffice_comes_back(data: bytes, tmp_path: Path) -> None:
    record = nordby()
    back = read_returned(edited(data, EDITS, tmp_path))
    found = findings(read_returned(data), back)
    assert back.minutes == MINUTES_ID
    assert (found.gone, found.by_words, found.unplaced) == (0, 0, 0)
    texts = {one.id: one.text for one in record.reflections}
    tracked = [one for one in found.changes if one.is_tracked]
    assert {(one.kind, one.hunk.old, one.hunk.new) for one in tracked} == {
        (ChangeKind.REPLACEMENT, "stilhed", "larm"),
        (ChangeKind.INSERTION, "", " eller skranken"),
    }
    (plain,) = [one for one in found.changes if not one.is_tracked]
    assert (plain.hunk.old, plain.hunk.new) == ("spørgsmålet", "svaret")
    for one in found.changes:
        assert one.spot.target is not None
        assert one.hunk.old in next(t for key, t in texts.items() if key == one.spot.target.key)
    (comment,) = found.comments
    assert (comment.comment.by.author, comment.comment.text) == ("Åse Bjerre", "Det var fem")
    assert comment.spot.target is not None
    assert "Fire sekunders" in next(t for k, t in texts.items() if k == comment.spot.target.key)


def test_paragraphs_that_come_and_go_in_libreoffice_are_told(data: bytes, tmp_path: Path) -> None:
    texts = {str(one.id): one.text for one in nordby().reflections}
    found = findings(read_returned(data), read_returned(edited(data, PARAGRAPHS, tmp_path)))
    changes = {(one.kind, one.is_tracked): one for one in found.changes}
    assert len(changes) == len(found.changes) == 3
    for is_tracked, words in ((False, "ved bordet"), (True, "Fire sekunders")):
        gone = changes[ChangeKind.DELETION, is_tracked]
        assert gone.spot.target is not None
        assert words in texts[gone.spot.target.key]
        assert gone.hunk.old == gone.sent
    added = changes[ChangeKind.ADDED, False]
    assert added.hunk.new == "Et nyt afsnit"
    assert added.spot.before is not None
    assert "Fire hensyn" in texts[added.spot.before.key]
    assert found.gone == 1


def test_what_word_wrote_survives_being_saved_in_libreoffice(data: bytes, tmp_path: Path) -> None:
    before = read_returned(data)
    edit = WordEdit(data)
    marked = [one for one in before.pieces if one.targets and one.row is None]
    one, two = [each for each in marked if each.targets[0].place is Place.REFLECTION][:2]
    first = edit.paragraph("r", one.targets[0].key)
    word, _space, rest = one.before.partition(" ")
    spans = (Span(word, deleted=METTE), Span("Noget", inserted=METTE), Span(f" {rest}"))
    edit.rewrite(first, spans)
    question = edit.comment(first, "Mette Holm", "Passer det?")
    edit.comment(first, "Åse Bjerre", "Ja.", parent=question)
    edit.comment(edit.paragraph("r", two.targets[0].key), "Åse Bjerre", "Færdig", is_done=True)
    found = findings(before, read_returned(saved_again(edit.data(), tmp_path)))
    (change,) = found.changes
    assert (change.spot.target, change.by) == (one.targets[0], METTE)
    assert (change.hunk.old, change.hunk.new) == (word, "Noget")
    homes = {each.comment.text: each.spot.target for each in found.comments}
    # LibreOffice 7.4 forgets which comment an answer answers; it stays beside it.
    assert homes == {
        "Passer det?": one.targets[0],
        "Ja.": one.targets[0],
        "Færdig": two.targets[0],
    }
    assert [each.comment.text for each in found.comments if each.comment.is_done] == ["Færdig"]
    assert found.gone == found.by_words == 0
