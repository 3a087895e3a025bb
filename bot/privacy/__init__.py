"""Taking secrets and personal data out of what users type, before anything is stored or logged."""

from bot.privacy.redact import Redactor

__all__ = ["Redactor"]
