"""What we add to Rasa's engine so that a long conversation stays fast and a start stays short."""
