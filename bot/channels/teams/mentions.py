"""A message's own words, without the mention of the bot that Teams puts among them."""

from __future__ import annotations

import html
import re

from bot.channels.teams.activity import Activity

_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def words(activity: Activity) -> str:
    """The text with the bot's mention taken out, whichever way it is marked; other people's names stay."""
    text = (activity.text or "").replace("&nbsp;", " ").replace("\u00a0", " ")
    bot = activity.recipient
    for entity in activity.entities:
        if entity.type == "mention" and entity.text and entity.mentioned and entity.mentioned.id == bot.id:
            text = text.replace(entity.text, " ")
    name = (bot.name or "").strip()
    text = _AT.sub(lambda found: " " if _same(found[1], name) else found[1], text)
    if name:
        # Some chats bring the mention as bare words. Without the @ it only counts where the bot must be mentioned.
        mark = "@" if activity.kind == "personal" else "@?"
        text = re.sub(rf"^\s*{mark}{re.escape(name)}(?!\w)[\s,:]*", "", text)
    if activity.text_format == "xml":
        text = html.unescape(_TAG.sub(" ", text))
    return re.sub(r"[ \t]{2,}", " ", text).strip()


def _same(one: str, other: str) -> bool:
    return bool(other) and html.unescape(one).strip().lower() == other.lower()
