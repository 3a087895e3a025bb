"""What the bot can do, free of Rasa: each skill takes a Turn and gives an Outcome."""
