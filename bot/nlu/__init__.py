"""Our Rasa graph components: tokens and terms from spaCy, the sentence embedding, faults of the door."""
