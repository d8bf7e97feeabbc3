"""The nouns of a FLIP session and their pure rules; standard library only."""
