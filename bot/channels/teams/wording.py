"""The channel's own words: `wording.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("wording.yml")


class Wording(Strict):
    report_done: str
    tick: str
    more_of_list: str
    tick_first: str
    done: str
    your_council: str
    save_as: str
    show_here: str
    save_in_private: str
    file_offered: str
    file_saved: str
    file_declined: str
    file_failed: str
    file_gone: str
    one_moment: str
    remind_me: str
    reminder: str
    reminders_on: str
    reminders_off: str
    reminders_none: str
    no_reminders: str


@cache
def wording(path: Path = FILE) -> Wording:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Wording, read_yaml(path), path)
