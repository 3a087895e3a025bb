"""The web chat: a page that a council could publish, and the channel behind it."""
