"""The encoder as served gives the vectors of the model that it was exported from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.skills.assembly import load_encoder
from index.build import content_files
from index.encoder import Encoder, EncoderMissing
from index.export import EncoderUntrusted, checksum, export, model_folder
from index.paths import Paths
from index.settings import EncoderSettings, load_settings

TEXTS = [
    "what should a councillor ask about cyber security?",
    "Ransomware",
    "",
    "Beth ddylai cynghorydd ei ofyn? 😀",
    "backup " * 400,
    "Tell the regulator within 72 hours. " * 10,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    export(load_settings().encoder, Paths().encoder)
    return load_encoder(Paths())


def test_a_short_text_costs_no_more_than_its_own_tokens(encoder: Encoder) -> None:
    assert encoder.count_tokens("Ransomware") < 8


@pytest.mark.slow
def test_the_vectors_are_near_those_of_sentence_transformers(encoder: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    folder = model_folder(load_settings().encoder.model)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    expected = model.encode(TEXTS, normalize_embeddings=True)
    assert (encoder.encode(TEXTS) * expected).sum(axis=1).min() > 0.98


def test_a_text_has_one_vector_whatever_is_embedded_with_it(encoder: Encoder) -> None:
    together = load_encoder(Paths(), threads=2).encode(TEXTS)
    alone = [encoder.encode([text])[0] for text in TEXTS]
    assert np.array_equal(together, np.stack(alone))


def test_vectors_have_unit_length_and_the_order_of_the_texts(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[1], encoder.encode([TEXTS[1]])[0], atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_the_same_meaning_is_near_and_another_far(encoder: Encoder) -> None:
    asked, near, far = encoder.encode(
        ["who must we tell of a data breach", "whom do we notify when data is breached", "bake a cake"]
    )
    assert asked @ near > 0.5 > asked @ far


def test_every_passage_of_the_corpus_fits_the_encoder(encoder: Encoder) -> None:
    from index.content.corpus import load_corpus
    from index.passages import cut

    limit = load_settings().passages.max_tokens
    passages = cut(load_corpus(Paths().corpus), encoder.count_tokens, limit)
    assert [passage.id for passage in passages if encoder.count_tokens(passage.embed) > limit] == []
    assert [passage.id for passage in passages if len(passage.plain.split()) < 4] == []


def test_a_missing_encoder_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="make index"):
        Encoder.load(tmp_path)


def test_a_model_with_other_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    settings = EncoderSettings(model=str(tmp_path), sha256="0" * 64, max_tokens=256)
    with pytest.raises(EncoderUntrusted, match="reinstall the package"):
        checksum(settings)


def test_a_model_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"encoder\.model in index/settings\.yml"):
        checksum(EncoderSettings(model=str(tmp_path / "none"), sha256="", max_tokens=256))


def test_the_weights_named_in_the_settings_are_those_installed() -> None:
    assert checksum(load_settings().encoder) == load_settings().encoder.sha256


def test_content_files_are_those_of_the_corpus_and_the_code_that_reads_it() -> None:
    names = {path.suffix for path in content_files(Paths().corpus)}
    assert names == {".md", ".yml", ".py"}
