"""The dressed application for every test here."""

from tests.ui.theme.dressed import theme

__all__ = ["theme"]
