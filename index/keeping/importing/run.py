"""A file, a folder or a page into drafts: one line of outcome each, and one bad file does not stop the rest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.content.corpus import Corpus
from index.keeping.importing.cutting import Part, cut
from index.keeping.importing.document import Document, Unreadable
from index.keeping.importing.drafts import Provenance, draft_text, slug, source_text, write
from index.keeping.importing.fetching import Fetched, fetch
from index.keeping.importing.likeness import Likeness
from index.keeping.importing.reading import MOST_BYTES, SUFFIXES, TOO_LARGE, read_document
from index.keeping.text import words

MANY_PAGES = 150


@dataclass(frozen=True)
class Known:
    """What the person who imports knows of a document, and the document may not say."""

    url: str | None = None
    publisher: str | None = None
    licence: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one file or page. `problem` says why there are no drafts, `mend` what to do about it."""

    name: str
    drafts: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None
    mend: str | None = None


@dataclass(frozen=True)
class _Draft:
    path: Path
    like: list[str]
    written: bool


@dataclass
class Importer:
    """Writes drafts under `out`, and the texts that they came from under `texts` for `corpus check`.

    Nothing is written to the corpus itself.
    """

    corpus: Corpus
    out: Path
    texts: Path
    likeness: Likeness
    today: dt.date = field(default_factory=dt.date.today)
    _seen: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def run(self, origin: str, known: Known | None = None) -> Iterator[Outcome]:
        """Import an address, a file, or every file below a folder that we can read.

        What is known besides holds for every file of a folder, except its address.
        """
        known = known or Known()
        path = Path(origin)
        if origin.lower().startswith(("http://", "https://")):
            yield self._page(origin, known)
        elif path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.is_file() and not file.name.startswith(".")]
            for file in files:
                if file.suffix.lower() in SUFFIXES:
                    yield self._file(file, replace(known, url=None))
                else:
                    yield Outcome(str(file), problem="this kind of file is not read", mend=f"it may be {_kinds()}")
            if not files:
                yield Outcome(origin, problem="the folder is empty", mend="point to the folder that holds the files")
        else:
            yield self._file(path, known)

    def _page(self, url: str, known: Known) -> Outcome:
        try:
            fetched: Fetched = fetch(url)
            document = read_document(fetched.content, fetched.url, fetched.url)
        except Unreadable as error:
            return Outcome(url, problem=error.what, mend=error.mend)
        return self._keep(url, document, replace(known, url=known.url or fetched.url))

    def _file(self, path: Path, known: Known) -> Outcome:
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Unreadable(*TOO_LARGE)
            document = read_document(path.read_bytes(), path.name, known.url)
        except Unreadable as error:
            return Outcome(str(path), problem=error.what, mend=error.mend)
        except OSError as error:
            mend = "check its name and that you may open it"
            return Outcome(str(path), problem=f"the file cannot be opened ({error.strerror})", mend=mend)
        return replace(self._keep(path.name, document, known), name=str(path))

    def _keep(self, origin: str, document: Document, known: Known) -> Outcome:
        document = replace(
            document,
            title=document.title or _first_heading(document.markdown) or _from_name(origin),
            url=known.url or document.url,
            publisher=known.publisher or document.publisher,
            licence=known.licence or document.licence,
        )
        fingerprint = hashlib.sha256(" ".join(words(document.markdown)).encode()).hexdigest()
        if fingerprint in self._seen:
            what = f"it has the same text as {self._seen[fingerprint]}"
            return Outcome(origin, problem=what, mend="nothing to do: it was imported once")
        self._seen[fingerprint] = origin
        listed = self._listed(document.url)
        provenance = Provenance(
            source=listed or slug(document.title),
            publisher=document.publisher or "unknown",
            licence=document.licence,
            origin=origin,
            read_on=self.today,
        )
        parts = cut(document.title, document.markdown)
        drafts = [self._write(part, document, provenance) for part in parts]
        if not listed:
            write(self.out / "sources" / f"{provenance.source}.yml", source_text(document, provenance))
        write(self.texts / f"{provenance.source}.txt", document.markdown)
        return Outcome(origin, tuple(draft.path for draft in drafts), tuple(_notes(document, drafts, listed)))

    def _write(self, part: Part, document: Document, provenance: Provenance) -> _Draft:
        like = self.likeness.cards(part.title, part.markdown)
        card_id = self._free_id(slug(part.title))
        path = self.out / slug(document.title) / f"{card_id}.md"
        return _Draft(path, like, write(path, draft_text(part, card_id, document.title, provenance, like)))

    def _free_id(self, wanted: str) -> str:
        """An id that neither a card nor an earlier draft of this run has."""
        number, name = 1, wanted
        while name in self._taken or name in self.corpus.cards:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name

    def _listed(self, url: str | None) -> str | None:
        """The source that is listed with this address."""
        if not url:
            return None
        bare = _bare(url)
        return next((name for name, source in self.corpus.sources.items() if _bare(str(source.url)) == bare), None)


def _notes(document: Document, drafts: list[_Draft], listed: str | None) -> Iterator[str]:
    if document.pages and document.pages >= MANY_PAGES:
        yield f"{document.pages} pages: long, so keep only the drafts that answer a question"
    elif document.pages:
        yield f"{document.pages} pages"
    if listed:
        yield f"its address is listed already, as {listed}"
    if document.licence == "unknown":
        yield "no licence was found: look for it before you quote"
    elif document.licence == "all-rights-reserved":
        yield "all rights reserved: it may not be quoted at length"
    if document.publisher is None:
        yield "no publisher was found: fill it in"
    if like := sum(bool(draft.like) for draft in drafts):
        yield f"{like} of the drafts {'is' if like == 1 else 'are'} much like cards of ours: see `like` in each"
    if kept := sum(not draft.written for draft in drafts):
        yield f"{kept} {'was' if kept == 1 else 'were'} there already with other words, and left alone"
    if not drafts:
        yield "no text was left once lists of contents were dropped"


def _first_heading(markdown: str) -> str:
    return next((line.lstrip("# ").strip() for line in markdown.splitlines() if line.startswith("#")), "")


def _from_name(origin: str) -> str:
    return Path(origin).stem.replace("-", " ").replace("_", " ").capitalize()


def _bare(url: str) -> str:
    return url.split("://")[-1].split("#")[0].removeprefix("www.").rstrip("/").lower()


def _kinds() -> str:
    return ", ".join(SUFFIXES[:-1]) + f" or {SUFFIXES[-1]}"
