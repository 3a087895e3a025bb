"""From a sentence-transformers model to an ONNX encoder with 8-bit weights. The only module here that imports torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import tempfile
from pathlib import Path

from index.encoder import folder_name
from index.settings import EncoderSettings

OPSET = 17
MODEL = "model.onnx"
# What the first two layers lose in 8 bits grows through the others: with their full weights, half of the loss is gone
# for a tenth of the time.
_EXACT = re.compile(r"layer\.[01]/")


class EncoderUntrusted(Exception):
    """The weights are not those that the settings name."""


def model_folder(name: str) -> Path:
    """The folder of a model: that of an installed package of this name, or the folder itself.

    Raises:
        FileNotFoundError: neither is there.
    """
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path(name)
    if not (folder / "model.safetensors").exists():
        raise FileNotFoundError(f"no sentence-transformers model in {folder}: set encoder.model in index/settings.yml")
    return folder


def checksum(settings: EncoderSettings) -> str:
    """SHA-256 of the model's weights.

    Raises:
        EncoderUntrusted: it is not the sum that the settings name.
    """
    weights = model_folder(settings.model) / "model.safetensors"
    found = _sha256_of(weights)
    if settings.sha256 and found != settings.sha256:
        raise EncoderUntrusted(
            f"{weights} has the SHA-256 {found}, not {settings.sha256} as index/settings.yml demands: "
            "reinstall the package, or correct the settings if you mean to use another model"
        )
    return found


def export(settings: EncoderSettings, root: Path) -> Path:
    """Export the model once; later calls find it there. Returns its folder under `root` (see `folder_name`).

    Raises:
        EncoderUntrusted, FileNotFoundError: see `checksum`.
    """
    digest = checksum(settings)
    target = root / folder_name(digest)
    if (target / "encoder.json").exists():
        return target
    root.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=root))
    try:
        dimensions = _write(model_folder(settings.model), scratch)
        facts = {
            "model": settings.model,
            "sha256": digest,
            "checksum": _sha256_of(scratch / MODEL),
            "max_tokens": settings.max_tokens,
            "dimensions": dimensions,
        }
        (scratch / "encoder.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def _write(folder: Path, target: Path) -> int:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True).eval()

    class Whole(torch.nn.Module):
        """Transformer, mean pooling and normalisation in one graph."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = model[0].auto_model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            tokens = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            weights = attention_mask.unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    exact = target / f"exact-{MODEL}"
    sample = model.tokenizer(["a short text", "another, somewhat longer text"], padding=True, return_tensors="pt")
    axes = {0: "batch", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            Whole(),
            (sample["input_ids"], sample["attention_mask"]),
            str(exact),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
    _quantise(exact, target / MODEL)
    exact.unlink()
    shutil.copy(folder / "tokenizer.json", target / "tokenizer.json")
    return int(model.get_sentence_embedding_dimension())


def _quantise(exact: Path, target: Path) -> None:
    """Products with weights in 8 bits, but for the layers that stay exact; on 2 cores twice as fast as 32 bits."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(str(exact)).graph
    weights = {tensor.name for tensor in graph.initializer}
    products = [node for node in graph.node if node.op_type == "MatMul"]
    left = [node.name for node in products if not weights & set(node.input) or _EXACT.search(node.name)]
    # Seven bits of a weight: processors without VNNI add pairs of products in 16 bits, which eight would overflow.
    quantize_dynamic(
        exact,
        target,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=left,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
