"""Field types that the content models share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Extra
from pydantic.validators import str_validator


def regular(value: str) -> str:
    """The regular expression, if it is one.

    Raises:
        ValueError: it does not compile, with the place and the reason.
    """
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from None
    return value


if TYPE_CHECKING:
    # To a type checker an id is plain text; only reading content has to know its form.
    Slug = str
    Regular = str
else:

    class Slug(str):
        """A lower-case identifier with hyphens, such as `report-fraud`."""

        pattern = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")

        @classmethod
        def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
            yield cls.validate

        @classmethod
        def validate(cls, value: Any) -> str:
            if not isinstance(value, str) or not cls.pattern.match(value):
                raise ValueError("must be lower-case letters, digits and single hyphens, e.g. report-fraud")
            return value

    class Regular(str):
        """A regular expression."""

        @classmethod
        def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
            yield str_validator
            yield regular


class PartialDate(str):
    """A date known to the year, month or day: `2018`, `2025-04` or `2025-04-08`."""

    pattern = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
        yield cls.validate

    @classmethod
    def validate(cls, value: Any) -> PartialDate:
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        if not cls.pattern.match(text):
            raise ValueError("must be a date such as 2018, 2025-04 or 2025-04-08")
        return cls(text)

    @property
    def readable(self) -> str:
        """The date as a person writes it: `2018`, `April 2025`, `8 April 2025`."""
        parts = [int(part) for part in self.split("-")]
        if len(parts) == 1:
            return str(parts[0])
        month = dt.date(parts[0], parts[1], 1).strftime("%B")
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


class Strict(BaseModel):
    """A content model: unknown fields are an error, because they are usually a slip of spelling."""

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True
        min_anystr_length = 1
