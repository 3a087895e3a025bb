"""Sending a brief. One way that fails does not keep the others from being tried."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import requests

from bot.handover.settings import HandOverSettings, Mail, Smtp, Webhook

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """One way that was tried: its name in words, and whether it worked."""

    way: str
    ok: bool


class HandOver:
    """Hands briefs to the incident lead whom a council has named."""

    def __init__(self, settings: HandOverSettings):
        self.settings = settings

    @property
    def lead(self) -> str:
        return self.settings.incident_lead

    @property
    def ways(self) -> list[str]:
        """The ways that are set up, in words."""
        ways = ["webhook"] if self.settings.webhook else []
        if self.settings.mail:
            ways.append("e-mail" if self._smtp() else "an e-mail in a file")
        return ways

    def send(self, brief: dict[str, Any], files: dict[str, bytes], now: dt.datetime) -> list[Sent]:
        """Send by every way that is set up, and say how each went. Never raises for a way that fails."""
        sent = []
        if self.settings.webhook:
            sent.append(self._try("webhook", lambda: post(self.settings.webhook, brief)))  # type: ignore[arg-type]
        if mail := self.settings.mail:
            message = compose(mail, brief, files, now)
            smtp = self._smtp()
            if smtp:
                sent.append(self._try("e-mail", lambda: deliver(smtp, message)))
            else:
                sent.append(self._try("an e-mail in a file", lambda: write(mail, message)))
        return sent

    def _smtp(self) -> Smtp | None:
        smtp = self.settings.smtp
        return smtp if smtp and smtp.enabled else None

    @staticmethod
    def _try(way: str, act: Any) -> Sent:
        try:
            act()
        except (OSError, requests.RequestException, smtplib.SMTPException) as error:
            log.warning("hand-over by %s failed: %s", way, type(error).__name__)
            return Sent(way, False)
        return Sent(way, True)


def post(webhook: Webhook, brief: dict[str, Any]) -> None:
    """Raises: requests.RequestException: it could not be reached, or answered with an error."""
    token = os.environ.get(webhook.token_variable or "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.post(webhook.url, json=brief, headers=headers, timeout=webhook.timeout, allow_redirects=False)
    answer.raise_for_status()


def compose(mail: Mail, brief: dict[str, Any], files: dict[str, bytes], now: dt.datetime) -> EmailMessage:
    """The brief as an e-mail: Markdown as its text, the HTML and JSON attached."""
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, mail.to
    message["Subject"] = f"{brief['severity']['label']}: {', '.join(brief['types'])}"
    message["Date"] = format_datetime(now)
    message.set_content(files["md"].decode())
    message.add_attachment(files["html"], maintype="text", subtype="html", filename="incident-brief.html")
    message.add_attachment(files["json"], maintype="application", subtype="json", filename="incident-brief.json")
    return message


def write(mail: Mail, message: EmailMessage) -> None:
    """Raises: OSError: the folder cannot be written to."""
    mail.folder.mkdir(parents=True, exist_ok=True)
    (mail.folder / f"incident-{secrets.token_urlsafe(12)}.eml").write_bytes(bytes(message))


def deliver(smtp: Smtp, message: EmailMessage) -> None:
    """Raises: OSError, smtplib.SMTPException: the server cannot be reached or refuses."""
    with smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout) as server:
        if smtp.starttls:
            server.starttls(context=ssl.create_default_context())
        if smtp.user:
            server.login(smtp.user, os.environ.get(smtp.password_variable or "", ""))
        server.send_message(message)
