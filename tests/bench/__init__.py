"""Our bot measured beside the bot that `rasa init` makes, in one run on one machine."""
