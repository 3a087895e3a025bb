"""How well answers are found: the evaluation's questions and, beside them, its measures."""
