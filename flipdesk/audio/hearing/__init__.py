"""Speech recognition on this laptop: an extra, in a process of its own."""
