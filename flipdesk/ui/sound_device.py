"""A stream of sound as the file that Qt's player reads, on a thread of its own."""

from PySide6.QtCore import QIODevice
from typing_extensions import override

from flipdesk.audio.sound_stream import SoundStream


class SoundDevice(QIODevice):
    """Opened for reading, without a buffer of Qt's between."""

    def __init__(self, stream: SoundStream) -> None:
        super().__init__()
        self.stream = stream
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @override
    def isSequential(self) -> bool:
        return False

    @override
    def size(self) -> int:
        return self.stream.size

    @override
    def bytesAvailable(self) -> int:
        return max(0, self.stream.size - self.pos())

    @override
    def readData(self, maxlen: int, /) -> object:
        return self.stream.read_at(self.pos(), maxlen)

    @override
    def writeData(self, data: bytes | bytearray | memoryview, len: int, /) -> int:
        return -1
