"""Documents are read in a process that may be ended: by its limits, or by whoever waits."""

import random
import sys
import time

import pytest

from flipdesk import guarded_reading as ground
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned import child, guarded
from flipdesk.documents.returned.guarded import compare_guarded, read_guarded
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.plain_values import from_plain, to_plain
from flipdesk.domain.returned import By, Place, Returned, Span
from flipdesk.errors import KnownError
from flipdesk.i18n import use_language
from tests.helpers.nordby import minutes, nordby
from tests.helpers.returned import WordEdit

METTE = By("Mette Holm", "2026-11-24T10:15:00")


@pytest.fixture
def data() -> bytes:
    use_language("da")
    return render(minutes(nordby()))


def returned(data: bytes) -> bytes:
    edit = WordEdit(data)
    piece = next(one for one in read_returned(data).pieces
                 if one.targets and one.targets[0].place is Place.REFLECTION)  # fmt: skip
    paragraph = edit.paragraph("r", piece.targets[0].key)
    edit.rewrite(paragraph, (Span(piece.before), Span(" Æblegrød 🍏", inserted=METTE)))
    question = edit.comment(paragraph, "Åse", "Passer det?")
    edit.comment(paragraph, "Mette", "Ja", parent=question, is_done=True)
    return edit.data()


def test_what_is_read_there_is_what_is_read_here(data: bytes) -> None:
    back = returned(data)
    assert read_guarded(back) == read_returned(back)
    found = compare_guarded(data, back)
    assert found == findings(read_returned(data), read_returned(back))
    assert (len(found.changes), len(found.comments)) == (1, 2)


def test_what_the_process_refuses_is_said_in_the_same_words() -> None:
    with pytest.raises(KnownError) as here:
        read_returned(b"PK hvad som helst")
    assert str(here.value).startswith("Det er ikke en Word-fil")
    with pytest.raises(KnownError, match=str(here.value)):
        read_guarded(b"PK hvad som helst")


def test_a_large_file_reaches_a_reader_that_is_slow_to_start(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    """More than a pipe holds, and nobody who reads it at first."""
    monkeypatch.setattr(ground, "_LOOK_S", 0.01)
    slow = (
        "import time; time.sleep(0.3); from flipdesk.documents.returned.child import main; main()"
    )
    monkeypatch.setattr(guarded, "_command", lambda: [sys.executable, "-c", slow])
    edit = WordEdit(data)
    edit.parts["word/media/image1.bin"] = random.Random(1).randbytes(3_000_000)
    large = edit.data()
    assert read_guarded(large) == read_returned(large)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_reader_can_write_nothing_and_leaves_no_picture_of_its_memory() -> None:
    code = (
        "import resource\n"
        "from flipdesk.guarded_reading import serve\n"
        "most = (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_AS)\n"
        "serve(lambda _documents: [resource.getrlimit(one)[0] for one in most])\n"
    )
    made = ground.ask([sys.executable, "-c", code], (b"x",), "for meget")
    assert made == [0, 0, ground.MOST_MEMORY]


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "while True: pass"])
def test_one_that_never_ends_is_ended(
    code: str, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(guarded, "_command", lambda: [sys.executable, "-c", code])
    begun = time.monotonic()
    with pytest.raises(KnownError, match="kræver mere, end noget dokument behøver"):
        read_guarded(data, timeout_s=0.5)
    with pytest.raises(KnownError):
        read_guarded(data, lambda: True, timeout_s=60)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "code", ["raise SystemExit(3)", "print('{\"made\": [1]}')", "print('[]')", "bytearray(10**11)"]
)
def test_one_that_dies_or_talks_nonsense_is_no_document(
    code: str, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(guarded, "_command", lambda: [sys.executable, "-c", code])
    with pytest.raises(KnownError, match="kræver mere"):
        read_guarded(data)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_may_use_so_much_memory_and_no_more(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    code = f"from {ground.__name__} import _limit; _limit(); bytearray({2 * ground.MOST_MEMORY})"
    monkeypatch.setattr(guarded, "_command", lambda: [sys.executable, "-c", code])
    with pytest.raises(KnownError, match="kræver mere"):
        read_guarded(data)


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from flipdesk import __main__

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert guarded._command()[1:] == [__main__.DOCUMENT_READER]
    monkeypatch.setattr(child, "main", lambda rest: 7 + len(rest))
    assert __main__.main([__main__.DOCUMENT_READER]) == 7


def test_values_of_another_kind_are_not_taken() -> None:
    plain = to_plain(Returned((), minutes="x"))
    assert from_plain(Returned, plain) == Returned((), minutes="x")
    for wrong in ([], [*plain, 1], [[["tekst"]], *plain[1:]], [[], [], 7, *plain[3:]], None):
        with pytest.raises((ValueError, TypeError)):
            from_plain(Returned, wrong)


def test_the_limits_leave_room_for_a_large_document() -> None:
    from tests.helpers.nordby import many

    use_language("da")
    large = render(minutes(many(2_000)))
    assert len(read_guarded(large).pieces) > 2_000
