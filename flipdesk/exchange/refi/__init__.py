"""REFI-QDA 1.5: research projects (.qdpx) and codebooks (.qdc), as QDA programs exchange them."""
