"""Devices, recorder and sound files (sounddevice, soundfile)."""
