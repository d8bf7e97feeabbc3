"""Tests of the templates of organisations."""
