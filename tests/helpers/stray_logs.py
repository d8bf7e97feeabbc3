"""Log records that no test asked for."""

import logging

from typing_extensions import override


class StrayLogs(logging.Handler):
    """Gathers warnings and worse, except at the very level that `caplog.at_level` has set."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record unless its logger or the root stands at its level, which is awaiting."""
        own, root = logging.getLogger(record.name).level, logging.getLogger().level
        # The root stands at WARNING by itself, so a warning is awaited on its own logger only.
        by_root = record.levelno == root != logging.WARNING
        if record.levelno != own and not by_root:
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")
