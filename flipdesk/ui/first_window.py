"""One window on a knowledge base: a second FlipDesk asks the first one to come forward.

Who holds the database holds the knowledge base; the socket only carries the wish to be seen. Its
name comes from the folder, so that every path to the same folder leads to the same window.
"""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

_COME = b"come forward\n"
_COMING = b"coming\n"
ANSWER_MS = 2_000


class FirstWindow(QObject):
    """Answers those who come second by showing the window."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        name = _name(folder)
        # Whoever has left one behind cannot be at work: this process holds the database.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def let_go(self) -> None:
        self._server.close()

    def _on_new_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._answer(socket))
        # What was written before it was connected is told by no signal.
        self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() or bytes(socket.readLine().data()) != _COME:
            return
        self._come_forward()
        socket.write(_COMING)
        socket.flush()
        socket.disconnectFromServer()

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        # Where the system does not let a window take the focus by itself, it asks for attention.
        QApplication.alert(window)


def call_first(folder: Path) -> bool:
    """Ask the window that has this knowledge base open to come forward; return whether it does."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(_COME)
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(ANSWER_MS):
            return False
    return bytes(socket.readLine().data()) == _COMING


def _name(folder: Path) -> str:
    """Return the name of the socket: in the user's own place for such things, where there is one.

    A path may be too long for a socket, so it is not the folder itself.
    """
    real = os.path.normcase(folder.resolve())
    name = f"flipdesk-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"
    if os.name == "nt":
        return name
    # Qt would make a folder where there is none, and say so on stderr.
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return f"{own}/{name}" if own else name
