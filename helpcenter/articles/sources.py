"""Article files on disk: read only when they changed, and never given up for a broken edit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpcenter.articles.article import Article
from helpcenter.articles.frontmatter import Place
from helpcenter.articles.parsing import Surroundings, parse_article
from helpcenter.articles.problems import Problem

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """A file as last read. `article` is its last version without a problem, `problems` are today's."""

    path: Path
    stamp: Stamp
    digest: bytes
    article: Article | None
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]

    def line(self, *place: str | int) -> int:
        return self.lines.get(place, self.lines.get(place[:1], 1))


def read_sources(
    folder: Path, surroundings: Surroundings, previous: Mapping[str, Source], *, parse_all: bool
) -> dict[str, Source]:
    """By file name. `parse_all` is for new surroundings, in which unchanged files may read differently."""
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("*.md"), key=lambda path: path.name):
        known = previous.get(path.name)
        try:
            source = _read(path, surroundings, known, parse_all=parse_all)
        except FileNotFoundError:
            continue  # deleted since the folder was listed
        except OSError as error:
            source = _broken(path, known, f"the file cannot be read: {error.strerror}")
        if source is not None:
            sources[path.name] = source
    return sources


def _read(path: Path, surroundings: Surroundings, known: Source | None, *, parse_all: bool) -> Source | None:
    stamp = _stamp(path)
    if known and known.stamp == stamp and not parse_all:
        return known
    content = path.read_bytes()
    if _stamp(path) != stamp:
        # Somebody is writing it this moment: what was read may be half a file, and it will be read again.
        return known
    digest = hashlib.sha256(content).digest()
    if known and known.digest == digest and not parse_all:
        return replace(known, stamp=stamp)
    parsed = parse_article(path, content, surroundings)
    if parsed.article is None and known:
        return replace(known, stamp=stamp, digest=digest, problems=parsed.problems)
    return Source(path, stamp, digest, parsed.article, parsed.lines, parsed.problems)


def _stamp(path: Path) -> Stamp:
    """Changes with every write: the inode tells a file that was replaced, ctime a time that was set back."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _broken(path: Path, known: Source | None, message: str) -> Source:
    # Without a stamp the next look reads it again.
    problems = (Problem(path, 1, message),)
    if known:
        return replace(known, stamp=(), digest=b"", problems=problems)
    return Source(path, (), b"", None, {}, problems)
