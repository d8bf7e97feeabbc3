"""Transcripts that other programs have written, one file a format.

The formats are small and the files come from outside, so the readers are our own: each takes a
bounded text, looks at every letter of it at most a few times, and follows nothing in it.
"""
