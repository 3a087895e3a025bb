"""The dialogue product: skills, replies, NLU components, channels and the command line."""
