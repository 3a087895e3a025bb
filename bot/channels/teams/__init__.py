"""Microsoft Teams: the channel, its cards and its app package."""
