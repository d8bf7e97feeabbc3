"""One door: nothing that comes from outside is opened anywhere else (see flipdesk/door).

A new import fails here until it goes through the door; a new file of our own until it is named.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flipdesk.door import imports as kinds
from flipdesk.door.foreign_file import read_foreign
from flipdesk.door.imports import IMPORTS, Import
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from tests.helpers.sources import named, trees

ROOT = Path(__file__).resolve().parent.parent
DOOR = ("door/foreign_file.py", "door/package.py", "door/xml.py")

OPENS = {
    "read_bytes", "read_text", "ZipFile", "fromstring", "XMLParser", "load_workbook", "SoundFile",
    "Straight", "from_ical", "readOne", "copyfile", "copy2", "copytree", "iterparse", "QFile",
}  # fmt: skip
OPENERS = {"os", "wave", "zipfile", "io", "tarfile", "gzip", "shelve", ""}
LOADERS = {
    ("docx", "Document"), ("tomllib", "load"), ("json", "load"), ("sqlite", "connect"),
    ("pickle", "load"), ("pickle", "loads"), ("marshal", "loads"), ("yaml", "load"),
}  # fmt: skip

# Whose files they are that a module opens without the door.
OF_THE_PROGRAM = "is installed with FlipDesk"
OF_THE_SYSTEM = "is the system's"
OF_THE_BASE = "lies in the knowledge base and was written by FlipDesk"
JUST_WRITTEN = "has just been written, and is read to see that it is whole"
LET_IN = "came through the door, as bytes or as a descriptor"
OWN = {
    "audio/beacon.py": OF_THE_SYSTEM,
    "audio/durable.py": OF_THE_BASE,
    "audio/export_sound.py": JUST_WRITTEN,
    "audio/fake_source.py": "is the sound of a microphone that is not there, for tests",
    "audio/flac.py": OF_THE_BASE,
    "audio/foreign_sound.py": LET_IN,
    "audio/forget_source.py": OF_THE_BASE,
    "audio/live_recorder.py": OF_THE_SYSTEM,
    "audio/manifest.py": OF_THE_BASE,
    "audio/manifest_form.py": OF_THE_BASE,
    "audio/original_form.py": OF_THE_BASE,
    "audio/peaks_file.py": OF_THE_BASE,
    "audio/process_life.py": OF_THE_SYSTEM,
    "audio/recording_folder.py": OF_THE_BASE,
    "audio/route_watch.py": OF_THE_SYSTEM,
    "audio/sealed_records.py": OF_THE_BASE,
    "audio/segment_length.py": OF_THE_BASE,
    "audio/segment_reader.py": OF_THE_BASE,
    "audio/segment_sound.py": OF_THE_BASE,
    "audio/wave_file.py": OF_THE_BASE,
    "cli/main.py": OF_THE_SYSTEM,
    "cli/passphrase.py": "is the first line of a file with the passphrase, maybe from a pipe",
    "cli/transcript.py": JUST_WRITTEN,
    "documents/base_template.py": OF_THE_PROGRAM,
    "documents/bookmarks.py": OF_THE_BASE,
    "documents/docx_check.py": JUST_WRITTEN,
    "documents/forms.py": JUST_WRITTEN,
    "documents/package.py": JUST_WRITTEN,
    "documents/page_html.py": OF_THE_PROGRAM,
    "documents/potential_runs.py": OF_THE_PROGRAM,
    "documents/save.py": JUST_WRITTEN,
    "documents/template/fill.py": LET_IN,
    "exchange/address_cards.py": LET_IN,
    "exchange/calendar_file.py": JUST_WRITTEN,
    "exchange/chart_svg.py": OF_THE_PROGRAM,
    "exchange/name_list_file.py": OF_THE_PROGRAM,
    "exchange/refi/package.py": JUST_WRITTEN,
    "exchange/session_schema.py": OF_THE_PROGRAM,
    "exchange/table_file.py": JUST_WRITTEN,
    "exchange/toml_table.py": OF_THE_PROGRAM,
    "knowledge/backup.py": JUST_WRITTEN,
    "knowledge/backup_manifest.py": OF_THE_BASE,
    "knowledge/docx_words.py": OF_THE_BASE,
    "knowledge/durable_file.py": JUST_WRITTEN,
    "knowledge/engine.py": OF_THE_BASE,
    "knowledge/erasure_ledger.py": OF_THE_BASE,
    "knowledge/file_header.py": OF_THE_BASE,
    "knowledge/key_file.py": OF_THE_BASE,
    "knowledge/keys.py": OF_THE_BASE,
    "knowledge/loose_log.py": OF_THE_BASE,
    "knowledge/migrations/m028_search_everything.py": OF_THE_BASE,
    "knowledge/reading.py": OF_THE_BASE,
    "knowledge/refusals.py": OF_THE_BASE,
    "knowledge/sealed_file.py": OF_THE_BASE,
    "knowledge/use_file.py": OF_THE_BASE,
    "knowledge/rewritten_backup.py": OF_THE_BASE,
    "services/backup_elsewhere.py": OF_THE_BASE,
    "services/carriers.py": OF_THE_BASE,
    "services/converting.py": OF_THE_BASE,
    "services/folder_place.py": OF_THE_SYSTEM,
    "services/minutes.py": JUST_WRITTEN,
    "services/power.py": OF_THE_SYSTEM,
    "services/practice.py": OF_THE_PROGRAM,
    "services/publishing.py": JUST_WRITTEN,
    "services/rescuing.py": OF_THE_BASE,
    "services/research_codes.py": OF_THE_PROGRAM,
    "services/research_export.py": JUST_WRITTEN,
    "services/restoring.py": OF_THE_BASE,
    "services/samples.py": OF_THE_PROGRAM,
    "services/session_file.py": JUST_WRITTEN,
    "services/template_files.py": JUST_WRITTEN,
    "ui/rooms/compile/transcript_actions.py": JUST_WRITTEN,
    "ui/theme/icons.py": OF_THE_PROGRAM,
    "ui/theme/stylesheet.py": OF_THE_PROGRAM,
    "ui/theme/tokens.py": OF_THE_PROGRAM,
}

# Where a person names what is to be taken in, and which import that is.
A_BASE = "a knowledge base, a folder for one, or a place to write to"
ENTRANCES: dict[str, Import | str] = {
    "ui/sound_import_commands.py": kinds.SOUND,
    "ui/clip_import.py": kinds.SOUND,
    "ui/session_commands.py": kinds.SESSION_FILE,
    "ui/rooms/prepare/people_actions.py": kinds.PEOPLE,
    "ui/rooms/prepare/run_sheet_actions.py": "pasted rows of a run sheet, at most 100,000 signs",
    "ui/rooms/compile/word_drop.py": kinds.RETURNED,
    "ui/rooms/compile/review_import.py": kinds.RETURNED,
    "ui/rooms/compile/template_choice.py": kinds.TEMPLATE,
    "ui/dialogs/materials_dialog.py": kinds.MATERIAL,
    "ui/transcript_import_commands.py": kinds.TRANSCRIPT,
    "ui/take_along_commands.py": kinds.PROJECT,
    "ui/hearing_commands.py": kinds.MODEL,
    "ui/file_commands.py": A_BASE,
    "ui/backup_commands.py": A_BASE,
    "ui/dialogs/recovery_dialog.py": A_BASE,
    "ui/dialogs/take_along_dialog.py": A_BASE,
    "cli/sound_files.py": kinds.SOUND,
    "cli/review.py": kinds.RETURNED,
    "cli/session.py": kinds.SESSION_FILE,
    "cli/imports.py": kinds.PEOPLE,
    "cli/transcript.py": kinds.TRANSCRIPT,
    "cli/transcript_hear.py": kinds.MODEL,
    "cli/template.py": kinds.TEMPLATE,
    "cli/look.py": kinds.TEMPLATE,
    "cli/kb.py": A_BASE,
    "cli/options.py": A_BASE,
}
READING_DIALOGS = {"getOpenFileName", "getOpenFileNames", "getExistingDirectory", "toLocalFile"}


def opening_calls(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        name, owner = named(node.func)
        modes = [one.value for one in node.args if isinstance(one, ast.Constant)]
        has_mode = any(isinstance(one, str) and one[:1] in set("rwax") for one in modes)
        has_encoding = any(one.arg in {"encoding", "mode"} for one in node.keywords)
        plain = name == "open" and (
            not isinstance(node.func, ast.Attribute) or owner in OPENERS - {""}
        )
        by_mode = name == "open" and (has_mode or has_encoding)
        if name in OPENS or (owner, name) in LOADERS or plain or by_mode:
            yield f"{owner}.{name}"


def test_nothing_is_opened_but_by_the_door_or_named_as_our_own() -> None:
    opening = {name for name, nodes in trees() if any(opening_calls(nodes))}
    strangers = opening - set(OWN) - set(DOOR)
    assert not strangers, (
        "what comes from outside is read with flipdesk.door.foreign_file;"
        f" whose files these open, OWN must say: {sorted(strangers)}"
    )
    assert set(OWN) - opening == set(), "these open nothing any more"


def entrance_calls(name: str, nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in {*READING_DIALOGS, "ExistingFile"}:
            yield node.attr
        elif isinstance(node, ast.Call):
            called = named(node.func)
            if called[0] == "text" and "clipboard()" in ast.unparse(node.func):
                yield "clipboard"
            elif name.startswith("cli/") and called[1] == "click":
                words = ast.unparse(node)
                if called[0] == "argument" and ("Path" in words or "FILE" in words):
                    yield "argument"
                elif called[0] == "option" and ("'--model'" in words or "'--template'" in words):
                    yield "option"


def test_every_entrance_is_known() -> None:
    found = {name for name, nodes in trees() if any(entrance_calls(name, nodes))}
    assert found - set(ENTRANCES) == set(), "say in ENTRANCES which import they lead to"
    led_to = {one for one in ENTRANCES.values() if isinstance(one, Import)}
    assert set(IMPORTS) - led_to == {kinds.CODEBOOK}, "a codebook is named where a project is"


def _sound(path: Path) -> object:
    from flipdesk.audio.foreign_sound import inspect_sound

    return inspect_sound(path)


def _session(path: Path) -> object:
    from flipdesk.exchange.session_file_read import read_session

    return read_session(read_foreign(path, kinds.SESSION_FILE), load_shipped("da"), path.name)


def _people(path: Path) -> object:
    from flipdesk.services.participant_lists import read_list

    return read_list(read_foreign(path, kinds.PEOPLE), path.name)


def _transcript(path: Path) -> object:
    from flipdesk.services.transcript_import import TranscriptImport

    return TranscriptImport.read_file(path)


def _returned(path: Path) -> object:
    from flipdesk.services.taking_in import TakingIn

    return TakingIn.read_file(path)


def _material(path: Path) -> object:
    from flipdesk.services.materials import Materials

    return Materials.read_file(path)


def _template(path: Path) -> object:
    from flipdesk.services.template_files import read_template

    return read_template(path)


def _project(path: Path) -> object:
    from flipdesk.services.research_import import ResearchImport

    return ResearchImport.read_file(path)


def _model(path: Path) -> object:
    from flipdesk.audio.hearing.speech_model import _is_settings

    if not _is_settings(path):
        raise KnownError("damaged")
    return path


READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    kinds.SESSION_FILE.name: (".json", _session),
    kinds.PEOPLE.name: (".csv", _people),
    kinds.TRANSCRIPT.name: (".vtt", _transcript),
    kinds.RETURNED.name: (".docx", _returned),
    kinds.MATERIAL.name: (".docx", _material),
    kinds.TEMPLATE.name: (".docx", _template),
    kinds.PROJECT.name: (".qdpx", _project),
    kinds.CODEBOOK.name: (".qdc", _project),
    kinds.MODEL.name: (".json", _model),
    kinds.SOUND.name: (".wav", _sound),
}


@pytest.mark.parametrize("kind", IMPORTS, ids=lambda one: one.name)
def test_what_is_no_file_or_too_large_is_refused_at_once(kind: Import, tmp_path: Path) -> None:
    ending, read = READERS[kind.name]
    pipe, loop, folder, large, noise = (tmp_path / f"{one}{ending}" for one in range(5))
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    with large.open("wb") as file:
        file.truncate(kind.most_bytes + 1)
    noise.write_bytes(b"\x00PK\x03\x04<!DOCTYPE a>" + bytes(range(256)) * 9)
    for path in (pipe, loop, folder, large, noise, tmp_path / "borte", Path("/dev/zero")):
        with pytest.raises(KnownError):
            read(path)


def test_packed_files_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    """None of the readers of packed files is even imported where the window is."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from flipdesk.errors import KnownError\n"
        "from tests.test_one_door import IMPORTS, READERS\n"
        "for kind in IMPORTS:\n"
        "    if kind.in_child:\n"
        "        ending, read = READERS[kind.name]\n"
        "        path = Path(sys.argv[1]) / f'a{ending}'\n"
        "        path.write_bytes(b'PK')\n"
        "        try:\n"
        "            read(path)\n"
        "        except KnownError:\n"
        "            pass\n"
        "print(sorted({'docx', 'lxml.etree'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
