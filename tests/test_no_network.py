"""No part of FlipDesk can call out: what could is imported nowhere, but for a few named cases.

That nothing is called in fact, tests/faults/test_network.py sees with the eyes of the system.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.sources import PACKAGE, named, trees

ROOT = Path(__file__).resolve().parent.parent
CALLING = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "pycurl",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3",
    "webbrowser", "websockets", "wsgiref", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer",
    "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebView",
    "multiprocessing.connection", "multiprocessing.managers", "huggingface_hub",
}  # fmt: skip
LOCAL: dict[str, dict[str, set[str] | None]] = {
    "ui/first_window.py": {"PySide6.QtNetwork": {"QLocalServer", "QLocalSocket"}},
    "audio/switchboard.py": {"multiprocessing.connection": None},
    "audio/found_link.py": {"multiprocessing.connection": None},
    "audio/peer.py": {"multiprocessing.connection": None, "socket": None},
    "audio/process_life.py": {"socket": None},
    "audio/fake_source.py": {"urllib.parse": {"parse_qsl"}},
}
"""Which names of which modules, None for all: sockets of this machine, and a reader of words."""
LOADING = {"import_module", "__import__"}
FAMILIES = {"AF_UNIX", "AF_PIPE"}


def imported(nodes: tuple[ast.AST, ...]) -> Iterator[tuple[str, str]]:
    """Yield modules with the names taken from them."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                yield node.module, one.name
                yield f"{node.module}.{one.name}", ""
        elif isinstance(node, ast.Call) and named(node.func)[0] in LOADING:
            yield from ((str(one.value), "") for one in node.args if isinstance(one, ast.Constant))


def calls_out(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in CALLING)


def test_what_could_call_out_is_imported_nowhere() -> None:
    strangers, used = [], set()
    for name, nodes in trees():
        for module, taken in imported(nodes):
            allowed = LOCAL.get(name, {})
            if module in allowed:
                used.add(name)
                names = allowed[module]
                if taken and names is not None and taken not in names:
                    strangers.append(f"{name}: {taken} of {module}")
            elif calls_out(module) and not any(module.startswith(f"{one}.") for one in allowed):
                strangers.append(f"{name}: {module}")
    assert strangers == []
    assert set(LOCAL) == used, "these import nothing of the kind any more"


def test_sockets_are_of_this_machine() -> None:
    """Whoever makes a socket, or names a family of them, names one that has no wire."""
    for name in LOCAL:
        for node in ast.walk(ast.parse((PACKAGE / name).read_bytes())):
            words = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value
            if words.removeprefix("socket.").startswith("AF_"):
                assert words.removeprefix("socket.") in FAMILIES, f"{name}: {words}"


def test_libraries_that_could_fetch_are_told_not_to() -> None:
    engine = (ROOT / "flipdesk/audio/hearing/engine.py").read_text("utf-8")
    assert "local_files_only=True" in engine
