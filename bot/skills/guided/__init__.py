"""What the guided conversations (walk, exercise, learn) share: hearing answers and commands, wording, pages."""
