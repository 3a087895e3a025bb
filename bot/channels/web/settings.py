"""The channel's settings (in credentials.yml) and the page's wording (page.yml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Optional, Union

from pydantic import BaseModel, Extra, Field, validator

from bot.replies import Option
from index.content.yaml_file import read_yaml, validate
from index.paths import Paths

_ORIGIN = re.compile(r"^https?://[a-z0-9.-]+(:\d+)?$")


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Settings(_Strict):
    """What an operator sets in credentials.yml. Relative paths are taken from the repository's root."""

    page: Path = Path("bot/channels/web/page.yml")
    assets: Path = Field(default_factory=lambda: Paths().build / "web")
    # Where documents and the secret of the sessions are kept.
    state: Path = Field(default_factory=lambda: Paths().state)
    # Where the server is seen from outside, if a proxy puts it below a path: "/cyber".
    public_path: str = Field("", regex=r"^(/[A-Za-z0-9_-]+)*$")
    # Sites that may show the chat in a frame: ["https://intranet.council.example"].
    embed_origins: list[str] = []
    session_hours: int = Field(168, ge=1, le=24 * 366)
    turn_seconds: float = Field(30, gt=0)
    # auto: the cookie is marked Secure where the request came by https.
    secure_cookie: Literal["auto", "always"] = "auto"

    @validator("embed_origins", each_item=True)
    def _is_origin(cls, value: str) -> str:  # noqa: N805
        if not _ORIGIN.match(value):
            raise ValueError(f"{value} is not an origin; write it as https://www.council.example, without a path")
        return value

    @validator("page", "assets", "state", always=True)
    def _from_root(cls, value: Path) -> Path:  # noqa: N805
        return value if value.is_absolute() else Paths().root / value


class Page(_Strict):
    """The page's own words, which a council changes in page.yml. Markdown where the name says so."""

    title: str = Field(min_length=1, max_length=60)
    operator: str
    contact: str
    welcome_markdown: str
    caution_markdown: str
    suggestions: list[Option] = []
    emergency: Option
    privacy_markdown: str
    accessibility_markdown: str


def load_settings(credentials: Optional[dict[str, object]]) -> Settings:
    """The settings from Rasa's credentials.

    Raises:
        ValueError: a setting that does not exist or does not fit.
    """
    return Settings.parse_obj(credentials or {})


def load_page(path: Union[str, Path]) -> Page:
    """The page's wording.

    Raises:
        ContentError: the file is broken, with file, line and mend.
    """
    path = Path(path)
    return validate(Page, read_yaml(path), path)
