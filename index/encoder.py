"""The sentence encoder as it is served: ONNX Runtime, no torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

BATCH = 32


class EncoderMissing(Exception):
    """There is no exported encoder where one is expected."""

    def __init__(self, folder: Path):
        super().__init__(f"there is no encoder in {folder}: run `make index` to build it")


class Encoder:
    """Turns text into unit vectors.

    Attributes:
        checksum: SHA-256 of the weights that it was exported from.
        dimensions: length of a vector.
    """

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, checksum: str, dimensions: int):
        self._session = session
        self._tokenizer = tokenizer
        self.checksum = checksum
        self.dimensions = dimensions

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Encoder:
        """Load an exported encoder (see `index.export`).

        Raises:
            EncoderMissing: the folder holds none.
        """
        about = folder / "encoder.json"
        if not about.exists():
            raise EncoderMissing(folder)
        facts = json.loads(about.read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=facts["max_tokens"])
        tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Growing an arena for the longest batch ever seen would hold that memory for good.
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, tokenizer, facts["sha256"], facts["dimensions"])

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of `texts`: float32 of shape (len(texts), dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._run([texts[row] for row in rows])
        return vectors

    def count_tokens(self, text: str) -> int:
        """Length of `text` in tokens, cut at the encoder's limit."""
        return sum(self._tokenizer.encode(text).attention_mask)

    def _run(self, texts: list[str]) -> np.ndarray:
        encodings = self._tokenizer.encode_batch(texts)
        feed = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64),
        }
        return self._session.run(None, feed)[0]
