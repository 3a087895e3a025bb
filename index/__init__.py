"""The semantic index over the corpus: read cards, cut passages, embed, search, rank."""
