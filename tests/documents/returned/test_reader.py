"""Reading what Word writes, and finding each thing its place."""

import os
from pathlib import Path

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.findings import ChangeKind, Findings
from flipdesk.domain.ids import new_guid
from flipdesk.domain.returned import By, Piece, Place, Returned, Span
from flipdesk.domain.vocabulary import Audience
from tests.helpers.nordby import minutes, nordby
from tests.helpers.returned import DATE, WordEdit, w

METTE = By("Mette Holm", "2026-11-24T10:15:00")
CASES = os.environ.get("FLIPDESK_WORD_CASES", "")
needs_cases = pytest.mark.skipif(not CASES, reason="FLIPDESK_WORD_CASES names no folder")


@pytest.fixture
def data() -> bytes:
    return render(minutes(nordby()))


def plain_reflections(before: Returned) -> list[Piece]:
    """Return two reflections that stand as ordinary paragraphs."""
    found = [one for one in before.pieces if one.targets and one.row is None]
    return [one for one in found if one.targets[0].place is Place.REFLECTION][:2]


def compared(data: bytes, edit: WordEdit) -> Findings:
    return findings(read_returned(data), read_returned(edit.data()))


def test_nothing_is_found_in_an_untouched_document(data: bytes) -> None:
    found = compared(data, WordEdit(data))
    assert (found.changes, found.comments, found.gone) == ((), (), 0)
    assert found.by_id == sum(bool(one.targets) for one in read_returned(data).pieces) > 20


def test_every_line_of_the_summary_knows_what_it_repeats(data: bytes) -> None:
    record = nordby()
    lines = [one for one in read_returned(data).pieces if one.style == "ListBullet" and one.targets]
    summary = [one for one in lines if one.targets[0].place is Place.SUMMARY]
    texts = {str(one.id): one.text for one in record.reflections}
    texts |= {str(one.id): one.text for one in record.outcomes}
    assert summary
    assert all(texts[one.targets[0].key] == one.before for one in summary)


def test_a_thread_lies_at_the_reflection_with_its_answers(data: bytes) -> None:
    edit = WordEdit(data)
    reflection = plain_reflections(read_returned(data))[0]
    paragraph = edit.paragraph("r", reflection.targets[0].key)
    first = edit.comment(paragraph, "Mette Holm", "Det var ikke mig.", is_done=True)
    edit.comment(paragraph, "Åse Bjerre", "Jo, det var.", parent=first)
    question, answer = compared(data, edit).comments
    assert (question.spot.target, answer.spot.target) == (reflection.targets[0],) * 2
    assert (question.comment.text, question.comment.is_done) == ("Det var ikke mig.", True)
    assert (answer.comment.parent, answer.comment.by.author) == (first, "Åse Bjerre")
    # Word calls the writer's wall clock UTC, so that the "Z" is no zone.
    assert DATE.endswith("Z")
    assert answer.comment.by.date == "2026-11-24T10:15:00"
    assert question.comment.quote == reflection.before


def test_a_comment_on_the_line_below_concerns_the_reflection_above(data: bytes) -> None:
    before = read_returned(data)
    edit = WordEdit(data)
    number = next(n for n, one in enumerate(before.pieces) if one.style == "FlipSource")
    paragraph = list(edit.paragraphs())[number]
    edit.comment(paragraph, "Mette Holm", "Det var Søren, der sagde det.")
    assert compared(data, edit).comments[0].spot.target == before.pieces[number - 1].targets[0]


def test_paragraphs_run_together_stay_two(data: bytes) -> None:
    one, two = plain_reflections(read_returned(data))
    edit = WordEdit(data)
    first, second = (edit.paragraph("r", each.targets[0].key) for each in (one, two))
    first.addnext(second)
    edit.comment(second, "Mette Holm", "Om den anden")
    edit.join(first, second)
    found = compared(data, edit)
    assert [each for each in found.changes if each.is_own] == []
    assert found.comments[0].spot.target == two.targets[0]


def test_an_id_that_slid_onto_the_next_paragraph_is_not_believed(data: bytes) -> None:
    before = read_returned(data)
    number = next(n for n, one in enumerate(before.pieces) if one.style == "FlipSource")
    edit = WordEdit(data)
    paragraphs = list(edit.paragraphs())
    gone, source = paragraphs[number - 1], paragraphs[number]
    for mark in gone.findall(w("bookmarkStart")):
        source.insert(1, mark)
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)
    (change,) = compared(data, edit).changes
    assert (change.kind, change.hunk.new) == (ChangeKind.DELETION, "")
    assert change.hunk.old == before.pieces[number - 1].before


def test_words_find_a_place_whose_id_is_gone_and_strange_words_do_not(data: bytes) -> None:
    one, two = plain_reflections(read_returned(data))
    edit = WordEdit(data)
    first, second = (edit.paragraph("r", each.targets[0].key) for each in (one, two))
    edit.remove_ids(first, second)
    edit.rewrite(first, (Span(f"{one.before} Og mere endnu."),))
    edit.rewrite(second, (Span(f"{two.before.split()[0]} noget helt andet end før stod her."),))
    edit.comment(first, "Mette Holm", "Om den første")
    edit.comment(second, "Mette Holm", "Om noget andet")
    found = compared(data, edit)
    assert [each.spot.target for each in found.comments] == [one.targets[0], None]
    assert (found.by_words, found.gone, found.unplaced) == (1, 1, 1)
    assert found.comments[1].spot.before is not None


def test_a_tracked_move_is_one_change_and_the_words_are_kept(data: bytes) -> None:
    one, two = plain_reflections(read_returned(data))
    edit = WordEdit(data)
    first, second = (edit.paragraph("r", each.targets[0].key) for each in (one, two))
    copied = edit.new_paragraph("")
    edit.rewrite(copied, (Span(one.before, inserted=METTE, is_move=True),))
    edit.mark_end(copied, "moveTo", METTE)
    second.addprevious(copied)
    edit.rewrite(first, (Span(one.before, deleted=METTE, is_move=True),))
    edit.mark_end(first, "moveFrom", METTE)
    (change,) = compared(data, edit).changes
    assert (change.kind, change.spot.target, change.by) == (
        ChangeKind.MOVED,
        one.targets[0],
        METTE,
    )


def test_a_changed_table_cell_concerns_its_row(data: bytes) -> None:
    before = read_returned(data)
    edit = WordEdit(data)
    row = next(one for one in before.pieces if one.targets and one.row is not None)
    cells = [n for n, one in enumerate(before.pieces) if one.row == row.row]
    due = list(edit.paragraphs())[cells[-1]]
    text = before.pieces[cells[-1]].before
    edit.rewrite(due, (Span(text, deleted=METTE), Span("I morgen", inserted=METTE)))
    (change,) = compared(data, edit).changes
    assert (change.spot.target, change.is_own) == (row.targets[0], False)
    assert (change.hunk.old, change.hunk.new) == (text, "I morgen")


def test_a_row_that_was_struck_out_says_so_of_its_outcome(data: bytes) -> None:
    before = read_returned(data)
    edit = WordEdit(data)
    row = next(one for one in before.pieces if one.targets and one.row is not None)
    for number, piece in enumerate(before.pieces):
        if piece.row == row.row:
            paragraph = list(edit.paragraphs())[number]
            edit.rewrite(paragraph, (Span(piece.before, deleted=METTE),))
    found = compared(data, edit)
    own = [one for one in found.changes if one.is_own]
    assert [(one.kind, one.hunk.old) for one in own] == [(ChangeKind.DELETION, row.before)]
    assert {one.spot.target for one in found.changes} == {row.targets[0]}


def test_researchers_tables_and_english_carry_ids_too() -> None:
    for audience in Audience:
        data = render(minutes(nordby("en"), audience, "en"))
        assert compared(data, WordEdit(data)).by_id >= 5


def test_the_version_is_told_by_a_hidden_bookmark_and_by_the_properties() -> None:
    from dataclasses import replace

    minutes_id = new_guid()
    snapshot = replace(minutes(nordby()), minutes_id=minutes_id)
    back = read_returned(render(snapshot))
    assert (back.minutes, back.identifier) == (minutes_id, snapshot.identifier)


def case(name: str) -> Returned:
    return read_returned((Path(CASES) / name).read_bytes())


def test_dates_are_believed_as_far_as_they_can_be(data: bytes) -> None:
    before = read_returned(data)
    reflection = plain_reflections(before)[0]
    for written, understood in (
        ("2026-11-24T10:15:00Z", "2026-11-24T10:15:00"),
        ("2026-11-24T10:15:00", "2026-11-24T10:15:00"),
        ("2026-11-24T10:15:00+01:00", "2026-11-24T10:15:00+01:00"),
        ("0001-01-01T00:00:00Z", ""),
        ("i går", ""),
        ("", ""),
    ):
        edit = WordEdit(data)
        by = By("Mette Holm", written)
        paragraph = edit.paragraph("r", reflection.targets[0].key)
        edit.rewrite(paragraph, (Span(reflection.before), Span(" Ny.", inserted=by)))
        (change,) = compared(data, edit).changes
        assert change.by == By("Mette Holm", understood)


@needs_cases
def test_word_s_own_comments_come_with_threads_true_times_and_what_was_resolved() -> None:
    comments = case("docx2python_comments.docx").comments
    assert [one.parent for one in comments] == [None, "1", "1", None, None, "5", "5", None]
    assert comments[2].by == By("Shay Hill", "2024-03-29T17:10:00+00:00")
    assert comments[3].quote == "tempor incididunt ut labore et dolore magna aliqua."
    others = case("docx2python_test_file_with_comments.docx").comments
    assert [one.id for one in others if one.is_done] == ["9"]
    assert (others[10].text, others[10].quote) == ("Comment in a table", "R1C1")
    officer = {one.id: one for one in case("officer_test-docx_comments.docx").comments}
    assert (officer["15"].quote, officer["14"].text) == ("contains two ", "Outer Comment.")
    assert officer["0"].text == "Comment multiple words.\nSecond line."
    pandoc = case("pandoc_comments.docx").comments
    assert (pandoc[4].parent, pandoc[0].by.date) == ("3", "2016-05-09T16:13:00")


@needs_cases
def test_word_s_own_tracked_changes_give_both_texts() -> None:
    (deletion,) = case("pandoc_track_changes_deletion.docx").pieces
    assert deletion.before == "This is a text with an excessively modified deletion."
    assert deletion.after == "This is a text with a deletion."
    (insertion,) = case("pandoc_track_changes_insertion.docx").pieces
    assert insertion.after == "This is a text with two exciting insertions."
    assert [one.inserted.author for one in insertion.spans if one.inserted] == ["eng-dept"]
    moves = case("pandoc_track_changes_move.docx").pieces
    assert [one.is_new for one in moves if any(span.is_move for span in one.spans)] == [True, False]
    scrubbed = case("pandoc_track_changes_scrubbed_metadata.docx")
    assert [one.deleted for one in scrubbed.pieces[0].spans if one.deleted] == [By()]
    assert (scrubbed.pieces[0].after, scrubbed.comments[0].text) == (
        "Here is a test document.",
        "With a comment!",
    )
