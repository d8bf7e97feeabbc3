"""A comment on minutes that were written in an organisation's template finds its reflection."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.documents.returned.reader import read_returned
from flipdesk.documents.template.fill import fill
from flipdesk.domain.finding import findings
from flipdesk.domain.ids import new_guid
from flipdesk.domain.returned import By, Place, Span
from tests.documents.template.test_fill import made
from tests.helpers.nordby import minutes, nordby
from tests.helpers.office import edited, needs_office
from tests.helpers.returned import WordEdit
from tests.helpers.word_templates import template

METTE = By("Mette Holm", "2026-11-24T10:15:00")
MINUTES_ID = new_guid()
SNAPSHOT = replace(minutes(nordby()), minutes_id=MINUTES_ID)
TEMPLATES = {
    "places out of order": template("Brev", "{{aftaler}}", "{{punkter}}", "{{titel}}", "Hilsen"),
    "no places": template("Nordby Kommune", header="{{organisation}}"),
    "in a cell": made("|{{punkter}}", "{{resumé}}", sections=2),
    "everything": made("|{{referat}}", a5=True),
}
EDITS = """
  doc.RecordChanges = True
  place = Found(doc, "stilhed")
  place.String = "larm"
  doc.RecordChanges = False
  Comment doc, "Fire sekunders", "Åse Bjerre", "Det var fem"
  Comment doc, "Fire hensyn", "Mette Holm", "Hvilke?"
"""


@pytest.fixture(params=TEMPLATES)
def data(request: pytest.FixtureRequest) -> bytes:
    return fill(SNAPSHOT, TEMPLATES[request.param])


def test_what_word_writes_comes_home(data: bytes) -> None:
    before = read_returned(data)
    shown = [one for one in before.pieces if one.targets]
    assert before.minutes == MINUTES_ID
    said = [one for one in shown if one.targets[0].place is Place.REFLECTION]
    assert len(said) > 5
    edit = WordEdit(data)
    for number, one in enumerate(said):
        edit.comment(edit.paragraph("r", one.targets[0].key), "Mette Holm", f"Nr. {number}")
    changed = said[2]
    word, _space, rest = changed.before.partition(" ")
    spans = (Span(word, deleted=METTE), Span("Noget", inserted=METTE), Span(f" {rest}"))
    edit.rewrite(edit.paragraph("r", changed.targets[0].key), spans)
    found = findings(before, read_returned(edit.data()))
    homes = {one.comment.text: one.spot.target for one in found.comments}
    assert {key: value for key, value in homes.items() if key != "Nr. 2"} == {
        f"Nr. {number}": one.targets[0] for number, one in enumerate(said) if number != 2
    }
    (change,) = found.changes
    assert (change.spot.target, change.by, change.hunk.new) == (
        changed.targets[0],
        METTE,
        "Noget",
    )
    assert (found.gone, found.by_words) == (0, 0)


def test_a_comment_on_what_the_template_itself_says_concerns_nothing() -> None:
    """What stands in the letter is no reflection, and is not put down to one."""
    edit = WordEdit(fill(SNAPSHOT, template("Brevets egne ord", "{{referat}}")))
    sent = edit.data()
    own = next(one for one in edit.paragraphs() if "Brevets" in "".join(one.itertext()))
    edit.comment(own, "Mette Holm", "Flot brev")
    (found,) = findings(read_returned(sent), read_returned(edit.data())).comments
    assert found.spot.target is None


@pytest.mark.office
@pytest.mark.slow
@needs_office
def test_what_libreoffice_does_comes_home(data: bytes, tmp_path: Path) -> None:
    record = nordby()
    texts: dict[str, str] = {one.id: one.text for one in record.reflections}
    texts |= {one.id: one.text for one in record.outcomes}
    back = read_returned(edited(data, EDITS, tmp_path))
    found = findings(read_returned(data), back)
    assert back.minutes == MINUTES_ID
    assert (found.gone, found.by_words) == (0, 0)
    homes = {one.comment.text: one.spot.target for one in found.comments}
    assert set(homes) == {"Det var fem", "Hvilke?"}
    for words, text in (("Fire sekunders", "Det var fem"), ("Fire hensyn", "Hvilke?")):
        target = homes[text]
        assert target is not None
        assert words in texts[target.key]
    (change,) = [one for one in found.changes if one.is_tracked]
    assert (change.hunk.old, change.hunk.new) == ("stilhed", "larm")
    assert change.spot.target is not None
    assert "stilhed" in texts[change.spot.target.key]
