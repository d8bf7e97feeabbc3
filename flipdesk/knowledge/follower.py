"""Who follows the transactions of a database."""

from typing import Protocol


class Follower(Protocol):
    """Somebody who has to know what becomes of a transaction."""

    def before_commit(self) -> None: ...
    def committed(self) -> None: ...
    def rolled_back(self) -> None: ...
