"""The sentence encoder as it is served: ONNX Runtime, no torch."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def folder_name(weights: str) -> str:
    """The folder of the encoder exported from weights with this SHA-256; another kind of export has another name."""
    return f"{weights[:16]}-int8"


class EncoderMissing(Exception):
    """There is no exported encoder where one is expected."""

    def __init__(self, folder: Path):
        super().__init__(f"there is no encoder in {folder}: run `make index` to build it")


class Encoder:
    """Turns text into unit vectors.

    Attributes:
        checksum: SHA-256 of the exported model; vectors of encoders with different ones cannot be compared.
        dimensions: length of a vector.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, checksum: str, dimensions: int, threads: int
    ):
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads
        self.checksum = checksum
        self.dimensions = dimensions

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Encoder:
        """Load an exported encoder (see `index.export`).

        Args:
            threads: how many texts are embedded at once.

        Raises:
            EncoderMissing: the folder holds none.
        """
        about = folder / "encoder.json"
        if not about.exists():
            raise EncoderMissing(folder)
        facts = json.loads(about.read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=facts["max_tokens"])
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Growing an arena for the longest batch ever seen would hold that memory for good.
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, tokenizer, facts["checksum"], facts["dimensions"], threads)

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of `texts`: float32 of shape (len(texts), dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if len(texts) == 1:
            vectors[0] = self._run(texts[0])
        elif texts:
            with ThreadPoolExecutor(self._threads) as pool:
                vectors[:] = list(pool.map(self._run, texts))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Length of `text` in tokens, cut at the encoder's limit."""
        return sum(self._tokenizer.encode(text).attention_mask)

    def _run(self, text: str) -> np.ndarray:
        # One text at a time: the 8-bit scale of a batch would be that of all its texts, and their vectors would depend
        # on one another.
        encoding = self._tokenizer.encode(text)
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        }
        return self._session.run(None, feed)[0][0]  # type: ignore[no-any-return]
