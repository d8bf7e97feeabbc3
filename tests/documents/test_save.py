"""Saving never costs the old file."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flipdesk.documents.docx_check import check_docx
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.save import save_file
from flipdesk.errors import BugError, KnownError
from tests.helpers.nordby import minutes, nordby

OLD, NEW = b"the old minutes", b"the new minutes"


def fine(_path: Path) -> None:
    pass


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "2021-04-22 Samtaleflip 3 referat.docx"
    path.write_bytes(OLD)
    return path


def failing(code: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_new_file_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "referat.docx"
    save_file(path, NEW, fine)
    assert path.read_bytes() == NEW
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_old_file_is_replaced_and_its_permissions_kept(target: Path) -> None:
    target.chmod(0o640)
    save_file(target, NEW, fine)
    assert target.read_bytes() == NEW
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "os.fdopen"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_beside_it(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    monkeypatch.setattr(call, failing(code))
    with pytest.raises(KnownError) as caught:
        save_file(target, NEW, fine)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]
    if code != errno.EIO:
        assert "ikke plads på disken" in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="file size limits are a POSIX matter")
def test_a_disk_that_fills_while_writing_leaves_the_old_file(target: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from flipdesk.documents.save import save_file\n"
        "from flipdesk.errors import KnownError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        "    save_file(Path(sys.argv[1]), bytes(1_000_000), lambda path: None)\n"
        "except KnownError:\n"
        "    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], check=False)
    assert done.returncode == 7
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_fails_its_check_is_never_put_in_place(target: Path) -> None:
    with pytest.raises(BugError):
        save_file(target, NEW, check_docx)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_real_minutes_pass_the_check(target: Path) -> None:
    data = render(minutes(nordby()))
    save_file(target, data, check_docx)
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    "lock", ["~$21-04-22 Samtaleflip 3 referat.docx", ".~lock.{name}#"], ids=["word", "libreoffice"]
)
def test_a_file_that_is_open_in_word_is_left_alone(target: Path, lock: str) -> None:
    target.with_name(lock.format(name=target.name)).write_bytes(b"")
    with pytest.raises(KnownError, match="er åben i Word"):
        save_file(target, NEW, fine)
    assert target.read_bytes() == OLD


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="findes ikke mere"):
        save_file(tmp_path / "væk" / "referat.docx", NEW, fine)


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "referat.docx"
    place.mkdir()
    with pytest.raises(KnownError, match="er en mappe"):
        save_file(place, NEW, fine)
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_a_folder_that_cannot_be_written_is_named(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.open", failing(errno.EROFS))
    with pytest.raises(KnownError, match="kan ikke skrives"):
        save_file(target, NEW, fine)
    monkeypatch.undo()
    assert target.read_bytes() == OLD


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_followed(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "genvej.docx"
    link.symlink_to(target)
    save_file(link, NEW, fine)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
