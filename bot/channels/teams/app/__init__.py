"""The app package that a Teams administrator uploads."""
