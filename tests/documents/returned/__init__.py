"""Tests of documents that come back."""
