"""How FlipDesk writes: by a temporary file that is its owner's alone, checked, then put in place.

A module that creates a file or a folder in another way fails here until it is named, with why.
"""

import ast
from collections.abc import Iterator

from tests.helpers.sources import named, trees

PLAIN = {"write_bytes", "write_text", "QFile", "QSaveFile", "mkstemp", "NamedTemporaryFile",
         "makedirs", "copyfile", "copy", "copy2", "copytree", "extractall", "extract"}  # fmt: skip
NAMED = {
    "audio/named_thread.py write_text": "the name of a thread, in /proc",
    "knowledge/reading.py copyfile": "into a temporary folder, which is of mode 0700",
    "knowledge/rewritten_backup.py copyfile": "into a folder of mode 0700, and 0600 at once",
    "services/restoring.py copyfile": "into a folder of mode 0700, and 0600 at once",
    "services/rescuing.py copyfile": "into a folder of mode 0700, and 0600 at once",
    "paths.py mkdir": "the user's own folder for documents, made as the system makes it",
    "services/minutes.py mkdir": "the user's own folder for documents, made as the system makes it",
}


def creating_calls(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Call):
            name, _owner = named(node.func)
            asked = name in {*PLAIN, "mkdir", "touch", "open"}
            if asked and _is_another_way(name, ast.unparse(node), node):
                yield name


def _is_another_way(name: str, words: str, call: ast.Call) -> bool:
    # 448 is 0700 and 384 is 0600, as `unparse` writes them.
    if name in {"mkdir", "touch"}:
        return isinstance(call.func, ast.Attribute) and not (
            "mode=448" in words or "mode=384" in words
        )
    if name == "open" and words.startswith("os.open"):
        followed = not any(one in words for one in ("O_EXCL", "_NO_LINK", "_BINARY"))
        return "O_CREAT" in words and ("384" not in words or followed)
    if name == "open" and not words.startswith("package.open"):
        given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
        return any(map(_creates, given))
    return name in PLAIN and (name != "copy" or words.startswith("shutil."))


def _creates(argument: ast.expr | ast.keyword) -> bool:
    value = argument.value if isinstance(argument, ast.keyword) else argument
    mode = value.value if isinstance(value, ast.Constant) else None
    return isinstance(mode, str) and mode[:1] in {"w", "a", "x"} and len(mode) <= 3


def test_files_are_made_in_one_way() -> None:
    found = {f"{name} {call}" for name, nodes in trees() for call in creating_calls(nodes)}
    assert found - set(NAMED) == set(), "write with documents.save, durable_file or audio.durable"
    assert set(NAMED) - found == set(), "these write nothing any more"
