"""What occurs together, in the sample and in a record built for its stretches."""

from dataclasses import replace
from typing import Any

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.coding import Coder, Coding
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    ReflectionId,
    TranscriptId,
    TranscriptSegmentId,
)
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby
from tests.services.reports.conftest import Count, shown

SAMPLE = nordby()
SECOND = 1_000


def test_potentials_of_the_sample_that_one_reflection_carries(count: Count) -> None:
    report = count("together")
    assert [one.title for one in report.columns] == [
        *("Strategi", "Helhed", "Samtale", "Inddragelse", "Virksomhed", "Viden"),
    ]
    assert shown(report) == {
        "Strategi": ["5", "1", "3", "·", "·", "·"],
        "Helhed": ["1", "3", "·", "·", "1", "·"],
        "Samtale": ["3", "·", "11", "3", "·", "1"],
        "Inddragelse": ["·", "·", "3", "4", "·", "·"],
        "Virksomhed": ["·", "1", "·", "·", "1", "·"],
        "Viden": ["·", "·", "1", "·", "·", "2"],
    }


def test_any_two_axes(count: Count) -> None:
    report = count("together", axes=("potentials", "dimensions"))
    assert [one.title for one in report.columns] == [
        *("Effektivitet", "Fairness", "Responsivitet", "Respekt"),
    ]
    # Strategi: 2 (all four), 5 (eff, resp), 6 (eff), 15 (respekt, eff), 17 (resp).
    assert shown(report)["Strategi"] == ["4", "1", "3", "2"]
    patterns = shown(count("together", axes=("patterns", "potentials")))
    assert patterns["Gribning"] == ["·", "·", "3", "2", "·", "·"]


def test_stretches_of_a_transcript(nordby_desk: Desk, count: Count) -> None:
    """0–10 strategi, 2–5 helhed, 8–20 samtale, 20–30 inddragelse, 100 viden, in seconds."""
    for one in SAMPLE.reflections:
        nordby_desk.base.reflections.delete(one.id)
    transcript = Transcript(
        TranscriptId("t"), SAMPLE.session.id, 0, "Prøve", TranscriptKind.IMPORTED,
        SAMPLE.session.starts,
    )  # fmt: skip
    nordby_desk.base.transcripts.add(transcript)
    places = (
        ("strategi", 0, 10), ("helhed", 2, 5), ("samtale", 8, 20), ("inddragelse", 20, 30),
    )  # fmt: skip
    for number, (slug, begin, end) in enumerate(places):
        segment = TranscriptSegment(
            TranscriptSegmentId(slug), transcript.id, number, begin * SECOND, end * SECOND, "ord"
        )
        nordby_desk.base.transcript_segments.add(segment)
        _say(nordby_desk, number, slug, begin * SECOND, segment.id)
    _say(nordby_desk, 9, "viden", 100 * SECOND, None)

    inside = shown(count("together", measure="inclusion"))
    assert inside["Strategi"] == ["·", "1", "·", "·", "·", "·"]
    assert inside["Helhed"] == ["1", "·", "·", "·", "·", "·"]
    overlap = shown(count("together", measure="overlap"))
    assert overlap["Samtale"] == ["1", "·", "·", "·", "·", "·"]
    near = shown(count("together", measure="proximity"))
    assert near["Inddragelse"] == ["1", "1", "1", "·", "·", "·"]
    assert near["Viden"] == ["·"] * 6
    exact = list(shown(count("together")).values())
    assert [exact[n][n] for n in range(6)] == ["1", "1", "1", "1", "·", "1"]


def test_pair_leads_to_both_reflections(nordby_desk: Desk, count: Count) -> None:
    first, second = SAMPLE.reflections[10], SAMPLE.reflections[9]
    moved = replace(first, at_ms=second.at_ms)
    nordby_desk.base.reflections.save(moved)
    report = count("together")
    cell = report.rows[1].cells[4]
    assert cell.number == 2
    assert cell.door is not None
    assert set(cell.door.ids) == {first.id, second.id}


def _say(
    desk: Desk, number: int, slug: str, at_ms: int, segment: TranscriptSegmentId | None
) -> None:
    note = replace(
        SAMPLE.reflections[0],
        id=ReflectionId(f"note-{number}"),
        position=number,
        at_ms=at_ms,
        potentials=(slug,),
        dimensions=(),
        pattern=Pattern("gribning"),
        segment_id=segment,
    )
    desk.base.reflections.add(note)


def test_codings_are_paired_on_one_text_or_timeline_of_one_coder(
    nordby_desk: Desk, count: Count
) -> None:
    """One coder: strategi 0–9 and helhed 5–20 in a text, viden and samtale in the same sound."""
    base, text = nordby_desk.base, SAMPLE.reflections[0]
    mine, yours = Coder(CoderId("mig"), "Mig"), Coder(CoderId("dig"), "Dig")
    for coder in (mine, yours):
        base.coders.add(coder)
    before = shown(count("together", measure="overlap"))
    assert not before
    spots = (
        ("strategi", mine, text.id, 0, 9), ("helhed", mine, text.id, 5, 20),
        ("viden", yours, text.id, 5, 20), ("strategi", mine, SAMPLE.reflections[1].id, 5, 20),
    )  # fmt: skip
    for number, (code, coder, reflection, first, last) in enumerate(spots):
        base.codings.add(_coding(number, code, coder, reflection_id=reflection,
                                 start_at=first, end_at=last))  # fmt: skip
    for number, (code, first, last) in enumerate((("viden", 0, 9_000), ("samtale", 0, 9_000))):
        base.codings.add(_coding(10 + number, code, mine, from_ms=first, to_ms=last))
    overlap = count("together", measure="overlap")
    assert shown(overlap)["Strategi"] == ["·", "1", "·", "·", "·", "·"]
    assert shown(overlap)["Viden"] == ["·"] * 6
    door = overlap.rows[0].cells[1].door
    assert door is not None
    assert door.ids == (text.id,)
    # One reflection of the sample carries both already; the sound is the second.
    exact = count("together")
    assert shown(exact)["Viden"][2] == "2"


def test_coding_that_has_lost_its_words_has_no_place(nordby_desk: Desk, count: Count) -> None:
    base, text = nordby_desk.base, SAMPLE.reflections[0]
    coder = Coder(CoderId("mig"), "Mig")
    base.coders.add(coder)
    base.codings.add(_coding(0, "strategi", coder, reflection_id=text.id, start_at=3, end_at=3))
    base.codings.add(_coding(1, "helhed", coder, reflection_id=text.id))
    assert count("together", measure="inclusion").is_empty


def _coding(number: int, code: str, coder: Coder, **place: Any) -> Coding:
    return Coding(
        CodingId(f"kodning-{number}"), SAMPLE.session.id, number, coder.id, POTENTIALS_AXIS, code,
        SAMPLE.session.starts, **place,
    )  # fmt: skip
