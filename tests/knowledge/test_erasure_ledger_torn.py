"""A disk that takes only a part of a line of the ledger."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.erasure import ErasureKind, LedgerEntry
from flipdesk.errors import KnownError
from flipdesk.knowledge.erasure_ledger import ErasureLedger


def test_disk_that_takes_a_line_in_parts_gets_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def some(handle: int, data: bytes | memoryview) -> int:
        return write(handle, bytes(data)[:7])

    monkeypatch.setattr(os, "write", some)
    ledger = ErasureLedger(tmp_path)
    at = datetime(2026, 3, 4, tzinfo=UTC)
    ledger.append(LedgerEntry(id="e1", kind=ErasureKind.PERSON, target="p1", at=at))
    assert [one.target for one in ledger.entries()] == ["p1"]


def test_what_the_disk_refused_is_not_remembered_as_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ErasureLedger(tmp_path)
    at = datetime(2026, 3, 4, tzinfo=UTC)
    ledger.append(LedgerEntry(id="e1", kind=ErasureKind.PERSON, target="p1", at=at))

    def refuses(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuses)
    with pytest.raises(KnownError, match="Intet blev slettet"):
        ledger.append(LedgerEntry(id="e2", kind=ErasureKind.PERSON, target="p2", at=at))
    assert [one.target for one in ledger.entries()] == ["p1"]
