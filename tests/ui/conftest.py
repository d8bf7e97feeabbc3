"""The window for every test of the rooms."""

from tests.helpers.app import app, sample_app

__all__ = ["app", "sample_app"]
