"""Handing an incident over to people: a webhook, an e-mail in a file, or SMTP, as a council has set up."""

from bot.handover.send import HandOver, Sent
from bot.handover.settings import HandOverSettings, read_settings

__all__ = ["HandOver", "HandOverSettings", "Sent", "read_settings"]
