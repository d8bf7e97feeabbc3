"""The page of a series: the two cycles of research and practice."""
