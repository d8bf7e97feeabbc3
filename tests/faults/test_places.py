"""Cases 28 and 34: odd names, links where a file should be, and a umask that forbids nothing."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from flipdesk.audio.durable import create_new, open_or_create
from flipdesk.documents.save import save_file
from flipdesk.errors import KnownError
from flipdesk.knowledge.durable_file import write_durably
from tests.cli.commands import Run, runner
from tests.cli.sample import SAMPLE_ID
from tests.helpers.figures import Figures

NAMES = (
    "æøå ÆØÅ.{0}",
    unicodedata.normalize("NFC", "Åse é.{0}"),
    unicodedata.normalize("NFD", "Åse é.{0}"),
    "👩‍👩‍👧‍👦 🍏.{0}",
    "CON.{0}",
    "punktum. .{0}",
    "to  mellemrum\u00a0og\u202e.{0}",
    "-o.{0}",
    "$(touch x);'\".{0}",
    "%s {a} {0} %n.{0}",
    "linje\nskift.{0}",
    "x" * 250 + ".{0}",
)
DEEP = ("y" * 120, "z" * 120, "æ" * 60)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


@pytest.fixture
def _umask_of_nobody() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> Iterator[tuple[Path, int]]:
    for place, _folders, files in os.walk(folder):
        for path in (Path(place), *(Path(place) / one for one in files)):
            yield path, stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.usefixtures("_umask_of_nobody")
def test_everything_written_is_its_owners_alone(run: Run, tmp_path: Path, figures: Figures) -> None:
    """With a umask of 000 only what FlipDesk itself says keeps others out."""
    home = tmp_path / "hjem"
    kb, out = home / "under" / "nordby.flipkb", home / "ud"
    out.mkdir(parents=True)
    for made in (home, out):
        made.chmod(0o700)
    common = ("--kb", kb)
    assert run("demo", *common).status == 0
    for words in (
        ("session", "export", SAMPLE_ID, "-o", out / "a.flip.json"),
        ("session", "program", SAMPLE_ID, "-o", out / "p.docx"),
        ("session", "program", SAMPLE_ID, "-o", out / "p.ics"),
        ("export", "csv", "-o", out / "a.csv"),
        ("export", "xlsx", "-o", out / "a.xlsx"),
        ("export", "qdpx", "-o", out / "a.qdpx"),
        ("export", "datasette", "-o", out / "aaben"),
        ("export", "html", "-o", out / "veje"),
        ("report", "--format", "csv", "-o", out / "r.csv"),
        ("recording", "export", SAMPLE_ID, "-o", out / "l.flac"),
        ("kb", "backup"),
        ("session", "delete", SAMPLE_ID),
    ):
        run(*words, *common)
    found = list(modes(home))
    wide = [f"{path.relative_to(home)} {mode:o}" for path, mode in found if mode & 0o077]
    figures.add("files and folders others can see, umask 000", len(wide), f"of {len(found)}", "0")
    assert wide == []
    written = {one.name for one in out.iterdir()}
    assert written >= {"a.flip.json", "p.docx", "p.ics", "a.csv", "a.xlsx", "a.qdpx", "aaben"}


def test_odd_names_hold_what_they_should(run: Run, tmp_path: Path, figures: Figures) -> None:
    deep = tmp_path.joinpath(*DEEP)
    deep.mkdir(parents=True)
    kb = deep / "æøå 🍏.flipkb"
    exported = tmp_path / "s.flip.json"
    assert run("demo", "--kb", kb).status == 0
    assert run("session", "export", SAMPLE_ID, "--kb", kb, "-o", exported).status == 0
    failures = []
    for name in NAMES:
        path = deep / name.replace("{0}", "json")
        done = run("session", "export", SAMPLE_ID, "--kb", kb, f"--output={path}")
        if done.status != 0 or path.read_bytes() != exported.read_bytes():
            failures.append(name)
            continue
        back = run("session", "import", path.absolute(), "--kb", kb)
        if "findes" not in (back.out + back.err) and back.status not in {0, 1}:
            failures.append(name)
        csv = deep / name.replace("{0}", "csv")
        if run("export", "csv", "--kb", kb, f"--output={csv}").status != 0:
            failures.append(name)
    figures.add("odd names that fail", len(failures), f"of {len(NAMES)}", "0")
    assert failures == []
    assert run("kb", "check", "--kb", kb).status == 0


def test_a_name_that_is_too_long_is_said_and_harms_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(KnownError, match="for langt"):
        save_file(path, b"x", lambda _path: None)
    assert list(tmp_path.iterdir()) == []


def test_links_in_the_place_of_our_own_files_are_not_followed(
    tmp_path: Path, figures: Figures
) -> None:
    """Whoever plants a link where a temporary, lock or segment file will be, gets nothing."""
    victim = tmp_path / "offer.txt"
    victim.write_text("uskadt")
    followed = 0
    link = tmp_path / "manifest.jsonl"
    link.symlink_to(victim)
    for opening in (create_new, partial(open_or_create, append=True)):
        with pytest.raises(OSError, match="manifest"):
            opening(link)
        followed += victim.read_text() != "uskadt"
    target = tmp_path / "master.json"
    (tmp_path / ".master.json.part").symlink_to(victim)
    write_durably(target, b"ny")
    followed += victim.read_text() != "uskadt"
    assert target.read_bytes() == b"ny"
    assert not target.is_symlink()
    target.unlink()
    target.symlink_to(victim)
    write_durably(target, b"igen")
    followed += victim.read_text() != "uskadt"
    assert not target.is_symlink()
    figures.add("links in the place of our files that are followed", followed, "of 4", "0")
    assert followed == 0


def test_an_export_follows_a_link_and_replaces_what_it_leads_to(tmp_path: Path) -> None:
    """A person's own link to another folder is meant; nothing else in that folder changes."""
    (tmp_path / "andet").mkdir()
    there = tmp_path / "andet" / "referat.txt"
    there.write_text("før")
    (tmp_path / "andet" / "mere.txt").write_text("mere")
    (tmp_path / "referat.txt").symlink_to(there)
    save_file(tmp_path / "referat.txt", b"efter", lambda _path: None)
    assert there.read_bytes() == b"efter"
    assert (tmp_path / "referat.txt").is_symlink()
    assert sorted(one.name for one in (tmp_path / "andet").iterdir()) == ["mere.txt", "referat.txt"]
