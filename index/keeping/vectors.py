"""Texts as vectors, so that what they mean can be compared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
# Unit vectors of texts, of shape (texts, dimensions).
Embed = Callable[[list[str]], Vectors]
