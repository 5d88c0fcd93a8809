"""A VitePress site with the same articles, as its default theme shows and searches them.

The texts are what customers read of ours: facts filled in, callouts under VitePress's names. The wizards have
a page each with their title and summary, so that searches can find them. The menus are lean, five categories:
a list of all articles beside each of them would be slower.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from bench.processes import run
from helpcenter.articles.facts import fill_text
from helpcenter.articles.frontmatter import read_head
from helpcenter.build.npm import npm_environment
from helpcenter.services.store import Store, load_store

VERSION = "1.6.4"
DIST = Path(".vitepress", "dist")
_CALLOUTS = {"::: note": "::: info"}


def install(folder: Path) -> None:
    """From npm, once for all sites."""
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", f"vitepress@{VERSION}"]
    run(command, folder / "install.log", env=npm_environment(os.environ), cwd=folder)


def build_site(content: Path, site: Path) -> None:
    """In `site`, a folder in the one where VitePress is installed; the finished pages are in its DIST."""
    _write_pages(load_store(content, datetime.now(UTC)), site)
    command: list[str | Path] = [site.parent / "node_modules" / ".bin" / "vitepress", "build", site.name]
    run(command, site / "build.log", env=npm_environment(os.environ), cwd=site.parent)


def search_index(dist: Path) -> Path:
    """The script that VitePress loads when somebody opens its search."""
    [script] = (dist / "assets" / "chunks").glob("@localSearchIndexroot.*.js")
    return script


def _write_pages(store: Store, site: Path) -> None:
    profile = store.rules.profile
    categories = [
        {"text": category.title, "link": f"/categories/{category.slug}"} for category in profile.categories
    ]
    config = {
        "title": profile.name,
        "description": profile.tagline,
        "lang": profile.language,
        "cleanUrls": True,
        "ignoreDeadLinks": True,
        "themeConfig": {"nav": categories, "sidebar": categories, "search": {"provider": "local"}},
    }
    _write(site / ".vitepress" / "config.mjs", f"export default {json.dumps(config, indent=2)}\n")
    for article in store.library.catalogue.articles.values():
        _write(
            site / "articles" / f"{article.slug}.md",
            _page(article.title, article.summary, _body(store, article.path)),
        )
    for category in profile.categories:
        articles = store.library.catalogue.in_category(category.slug)
        links = "\n".join(f"- [{article.title}]({article.address})" for article in articles)
        _write(site / "categories" / f"{category.slug}.md", _page(category.title, category.summary, links))
    for slug in store.rules.flows:
        title, summary = (
            store.rules.wording.say(f"flows.{slug}.{key}", store.facts) for key in ("title", "summary")
        )
        _write(site / "wizards" / f"{slug}.md", _page(title, summary, ""))
    _write(site / "index.md", _page(profile.name, profile.tagline, ""))


def _page(title: str, summary: str, body: str) -> str:
    head = json.dumps({"title": title, "description": summary})  # JSON is YAML
    return f"---\n{head}\n---\n# {title}\n\n{summary}\n\n{body}\n"


def _body(store: Store, path: Path) -> str:
    """The article's Markdown as VitePress reads it."""
    categories = [category.slug for category in store.rules.profile.categories]
    head = read_head(path.read_text(encoding="utf-8"), categories, store.facts)
    text, _problems = fill_text(head.body or "", store.facts)
    for ours, theirs in _CALLOUTS.items():
        text = text.replace(ours, theirs)
    return text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
