"""Documents laid out by LibreOffice: opened, every word there, and no page too many."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.domain.ids import OutcomeId, ReflectionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, OutcomeKind
from flipdesk.domain.withheld import WithheldReason
from tests.helpers.every_document import Made, every_document, samples
from tests.helpers.nordby import many, minutes, nordby
from tests.helpers.pages import pages_of, pdfs, text_of, words_of_last_page

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler is not installed"),
]
LIMITS = {"decisions": 1, "summary": 2, "program": 1, "dimensions": 1, "ground-rules": 1}
SAID_TO_BE_MORE = (WithheldReason.NO_ROOM, WithheldReason.KNOWN_BY_ROLE)
WORDS = "Det er svært at høre det, som ingen har spurgt om, når skemaet ligger på bordet. "


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Made, Path]]:
    """Return every document of the samples with its PDF."""
    named = {f"document-{number}": one for number, one in enumerate(every_document())}
    made = pdfs({name: one.data for name, one in named.items()}, tmp_path_factory.mktemp("pdf"))
    return {one.name: (one, made[name]) for name, one in named.items()}


def test_every_document_opens_and_keeps_to_its_pages(
    laid_out: dict[str, tuple[Made, Path]],
) -> None:
    too_long = {
        name: pages_of(pdf)
        for name, (one, pdf) in laid_out.items()
        if pages_of(pdf) > LIMITS.get(one.kind, 99)
    }
    assert too_long == {}
    # The banner, the line at the foot and the number of the page are fewer words than this.
    empty = [name for name, (_, pdf) in laid_out.items() if len(words_of_last_page(pdf)) < 20]
    assert empty == []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.RESEARCHERS])
def test_every_reflection_stands_on_the_pages(
    laid_out: dict[str, tuple[Made, Path]], audience: Audience, language: str
) -> None:
    for record in samples(language):
        made, pdf = next(
            pair
            for pair in laid_out.values()
            if (pair[0].kind, pair[0].of, pair[0].language)
            == (audience, record.session.title, language)
        )
        text = _joined(text_of(pdf))
        for item in minutes(record, audience, language).items:
            for group in item.groups:
                for one in group.contributions:
                    assert _joined(one.text) in text, (made.name, one.text)


def crowded() -> Iterator[tuple[str, SessionRecord]]:
    """Yield sessions with much said and agreed, in short words and in long."""
    for count in (40, 300):
        yield f"many-{count}", many(count)
    base = many(120)
    for words in (1, 3, 9):
        longer = (replace(one, text=f"{WORDS * words}({one.id[-3:]})") for one in base.reflections)
        yield f"long-{words}", replace(base, reflections=tuple(longer))
    odd_words = {"capitals": WORDS.upper(), "narrow": "il til i lille ", "wide": "mæææm mmm "}
    for name, odd in odd_words.items():
        said = (replace(one, text=f"{odd * 3}({one.id[-3:]})") for one in base.reflections)
        yield name, replace(base, reflections=tuple(said))
    outcomes = nordby().outcomes
    for times in (4, 12):
        held = tuple(
            replace(one, id=OutcomeId(f"{number:08d}-0000-4000-8000-000000000000"))
            for number, one in enumerate(outcomes * times)
        )
        yield f"outcomes-{times}", replace(base, outcomes=held)


def with_more(kind: OutcomeKind, count: int) -> SessionRecord:
    """Return the sample with so many more outcomes of a kind, numbered."""
    record = nordby()
    first = next(one for one in record.outcomes if one.kind is kind)
    ids = (OutcomeId(f"{number:08d}-0000-4000-8000-000000000000") for number in range(count))
    more = (replace(first, id=one, text=f"{WORDS}{number}.") for number, one in enumerate(ids))
    return replace(record, outcomes=(*record.outcomes, *more))


def test_summary_of_a_crowded_session_is_two_pages_and_says_what_is_left(tmp_path: Path) -> None:
    snapshots = {name: minutes(record, Audience.SUMMARY) for name, record in crowded()}
    made = pdfs({name: render(one) for name, one in snapshots.items()}, tmp_path)
    counted = {name: pages_of(pdf) for name, pdf in made.items()}
    assert set(counted.values()) == {2}, counted
    for name, snapshot in snapshots.items():
        record = dict(crowded())[name]
        told = {
            one.key
            for item in snapshot.items
            for group in item.groups
            for one in group.contributions
        }
        told |= {line.key or "" for one in snapshot.sections for line in one.lines}  # type: ignore[union-attr]
        shown = {ReflectionId(one.id) for one in record.reflections} - {
            one.key for one in snapshot.withheld if one.reason not in SAID_TO_BE_MORE
        }
        left = _counted(snapshot.items_rest) + sum(_counted(one.rest) for one in snapshot.sections)
        outcomes = {one.id for one in record.outcomes}
        assert left == len((shown | outcomes) - told), name
        assert "drøftelsesreferatet" in text_of(made[name])


@pytest.mark.parametrize("parked", [6, 14, 40])
def test_decisions_leave_out_no_action_and_say_what_of_the_parked_is_left(
    parked: int, tmp_path: Path
) -> None:
    record = with_more(OutcomeKind.PARKED, parked)
    snapshot = minutes(record, Audience.DECISIONS)
    pdf = pdfs({"decisions": render(snapshot)}, tmp_path)["decisions"]
    text = text_of(pdf)
    assert pages_of(pdf) == 1
    assert "Sende artiklen om gribning til alle" in text
    assert "Næste Samtaleflip holdes" in text
    shown = text.count("Det er svært at høre")
    assert shown == parked or f"Og {parked - shown} mere i drøftelsesreferatet." in text


def test_decisions_that_need_more_than_a_page_are_all_there(tmp_path: Path) -> None:
    record = with_more(OutcomeKind.ACTION, 40)
    snapshot = minutes(record, Audience.DECISIONS)
    text = text_of(pdfs({"decisions": render(snapshot)}, tmp_path)["decisions"])
    assert text.count("Det er svært at høre") == 40
    assert text.count("Hvad Hvem Frist") >= 2
    assert "Ventetid på mentorstøtte" in text


def _counted(sentence: str) -> int:
    return sum(int(word) for word in sentence.split() if word.isdigit())


def _joined(text: str) -> str:
    """Return the letters alone: a line may break at a hyphen, and a PDF says so in its own way."""
    return "".join(letter for letter in text if letter.isalnum())
