"""Reading and checking what is in `corpus/`: every file becomes a validated model or a Problem."""
