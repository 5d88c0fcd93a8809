"""Article files on disk: read only when they changed, and never given up for a broken edit."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpcenter.articles.article import Article
from helpcenter.articles.frontmatter import Place
from helpcenter.articles.parsing import Surroundings, parse_article
from helpcenter.articles.problems import Problem
from helpcenter.articles.quoting import NotedFacts, changed_facts

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """A file as last read. `article` is its last version without a problem, `problems` are today's.

    `quoted` are the names of the facts that it was parsed with.
    """

    path: Path
    stamp: Stamp
    digest: bytes
    article: Article | None
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]
    quoted: frozenset[str]

    def line(self, *place: str | int) -> int:
        return self.lines.get(place, self.lines.get(place[:1], 1))


def read_sources(
    folder: Path, surroundings: Surroundings, previous: Mapping[str, Source], before: Surroundings
) -> dict[str, Source]:
    """By file name. `before` are the surroundings of `previous`.

    A file is parsed again where it was written since, or quotes a fact that has changed; every file is, where
    the surroundings have changed in another way.
    """
    parse_all = not before.agree_with(surroundings)
    changed = changed_facts(before.facts, surroundings.facts)
    sources: dict[str, Source] = {}
    for name in _names(folder):
        known = previous.get(name)
        path = known.path if known else folder / name
        reads_alike = known is not None and not parse_all and changed.isdisjoint(known.quoted)
        try:
            source = _read(path, surroundings, known, reads_alike=reads_alike)
        except FileNotFoundError:
            continue  # deleted since the folder was listed
        except OSError as error:
            source = _broken(path, known, f"the file cannot be read: {error.strerror}")
        if source is not None:
            sources[name] = source
    return sources


def _names(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".md") and name[0] != ".")  # noqa: PTH208
    except OSError:
        return []


def _read(
    path: Path, surroundings: Surroundings, known: Source | None, *, reads_alike: bool
) -> Source | None:
    stamp = stamp_of(path)
    if known and known.stamp == stamp and reads_alike:
        return known
    content = path.read_bytes()
    if stamp_of(path) != stamp:
        # Somebody is writing it this moment: what was read may be half a file. The next look reads it again.
        return replace(known, stamp=(), digest=b"") if known else None
    digest = hashlib.sha256(content).digest()
    if known and known.digest == digest and reads_alike:
        return replace(known, stamp=stamp)
    facts = NotedFacts(surroundings.facts)
    parsed = parse_article(path, content, replace(surroundings, facts=facts))
    if parsed.article is None and known:
        return replace(known, stamp=stamp, digest=digest, problems=parsed.problems, quoted=facts.quoted)
    return Source(path, stamp, digest, parsed.article, parsed.lines, parsed.problems, facts.quoted)


def stamp_of(path: Path) -> Stamp:
    """Changes with every write: the inode tells a file that was replaced, ctime a time that was set back."""
    stat = os.stat(path)  # noqa: PTH116 - thousands of them at each edit, and Path takes twice as long
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _broken(path: Path, known: Source | None, message: str) -> Source:
    # Without a stamp the next look reads it again.
    problems = (Problem(path, 1, message),)
    if known:
        return replace(known, stamp=(), digest=b"", problems=problems)
    return Source(path, (), b"", None, {}, problems, frozenset())
