"""FlipDesk: prepare, run, record and follow up FLIP sessions."""

__version__ = "0.1.0"
