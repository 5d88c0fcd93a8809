"""What the build wrote around a page is taken apart, or it is said what of it is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpcenter.errors import HelpCenterError
from helpcenter.web.filling.shell import read_shells

MANIFEST = """window.x={"routes":{"root":{"id":"root","path":""},
"routes/_index":{"id":"routes/_index","path":"","module":"/assets/_index-1.js"},
"routes/faq":{"id":"routes/faq","path":"articles/:slug","module":"/assets/faq-1.js"},
"routes/404":{"id":"routes/404","path":"*","module":"/assets/404-1.js"}}};"""
DOCUMENT = """<html><head><title>x</title><link rel="modulepreload" href="/assets/_index-1.js"/>\
<script>document.documentElement.classList.add(resolvedTheme)</script>\
<script src="/own.js" type="module"></script></head><body><p>x</p>\
<script>1</script><script type="module" async="">import "/assets/manifest-1.js";
import * as route1 from "/assets/_index-1.js"; x = {"routes/_index":route1}</script></body></html>"""


@pytest.fixture
def client(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "manifest-1.js").write_text(MANIFEST, "utf-8")
    (tmp_path / "index.html").write_text(DOCUMENT, "utf-8")
    (tmp_path / "own.js").write_text(
        'import "./deep.js";\nimport { a } from "./flat.js";\nimport(`./x.js`);\n'
    )
    (tmp_path / "deep.js").write_text('import "./flat.js";\n')
    (tmp_path / "flat.js").touch()
    return tmp_path


def test_each_page_fetches_what_it_needs_at_once_and_after_it_is_painted(client: Path):
    shells = read_shells(client)
    assert shells.keys() == {"/", "/articles/[slug]", "/404"}
    article = shells["/articles/[slug]"]
    assert article.head.endswith(
        '<head><script type="text/plain">document.documentElement.classList.add(resolvedTheme)</script>'
        '<script src="/own.js" type="text/plain" data-later=""></script></head><body>'
    )
    waiting = '<script type="text/plain" data-later="">import "/assets/manifest-1.js";\nimport * as route1'
    assert f'{waiting} from "/assets/faq-1.js"; x = {{"routes/faq":route1}}</script>' in article.tail
    assert '["/own.js", "/deep.js", "/flat.js", "/assets/faq-1.js"]' in article.tail
    assert "//" not in article.tail, "comments are for us"
    assert article.tail.endswith("</script></body></html>")


@pytest.mark.parametrize("part", ["resolvedTheme", 'rel="modulepreload"', ' async=""', "<title>", "manifest"])
def test_another_reflex_is_not_taken_for_this_one(client: Path, part: str):
    page = client / "index.html"
    page.write_text(page.read_text("utf-8").replace(part, "other"), "utf-8")
    with pytest.raises(HelpCenterError, match=r"helpcenter\.web\.filling\.shell to this Reflex"):
        read_shells(client)
