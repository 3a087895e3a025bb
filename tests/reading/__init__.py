"""How long walks, exercises and bites take to read, and at what age they read easily."""
