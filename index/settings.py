"""Settings of the index: `index/settings.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("settings.yml")


class EncoderSettings(Strict):
    model: str
    sha256: str = ""
    max_tokens: int = Field(gt=8, le=512)

    class Config:
        min_anystr_length = 0


class PassageSettings(Strict):
    max_tokens: int = Field(gt=32, le=512)


class CoverageSettings(Strict):
    nearest_from: float = Field(gt=0, le=1)


class RankingSettings(Strict):
    weights: dict[str, float]
    answer_first: float = Field(ge=0, le=1)


class CalibrationSettings(Strict):
    intercept: float
    slopes: dict[str, float]


class JudgementSettings(Strict):
    plain: float = Field(ge=0, le=1)
    likely: float = Field(ge=0, le=1)
    likely_beside: float = Field(ge=0, le=1)
    floor: float = Field(ge=0, le=1)
    see_also: float = Field(ge=0, le=1)
    without_what_is_asked: float = Field(ge=0, le=1)
    gap_from: float
    own_from: float = Field(ge=0, le=1)


class Settings(Strict):
    encoder: EncoderSettings
    passages: PassageSettings
    coverage: CoverageSettings
    ranking: RankingSettings
    calibration: CalibrationSettings
    judgement: JudgementSettings


@cache
def load_settings(path: Path = FILE) -> Settings:
    """The settings.

    Raises:
        ContentError: the file is broken, with line and mend.
    """
    return validate(Settings, read_yaml(path), path)
