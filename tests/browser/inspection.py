"""What every page owes to everybody, checked on the page as it stands."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

_DESKTOP: ViewportSize = {"width": 1280, "height": 800}
_PHONE: ViewportSize = {"width": 390, "height": 844}
_SMALLEST: ViewportSize = {"width": 320, "height": 640}
_ONLY_WHAT_FAILS = {"resultTypes": ["violations"]}
# Colours pass on from parent to child in steps, also where each takes no time. Those in what is folded away
# wait until it is opened.
_WHEN_CALM = """async () => {
    for (let calm = 0, frames = 0; calm < 3; frames++) {
        // A page that nobody sees has no frames.
        await new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 100); });
        const moving = document.getAnimations().filter((it) => it.effect.target.checkVisibility());
        calm = moving.length ? 0 : calm + 1;
        if (frames > 1000) throw new Error(`still moving: ${moving[0].effect.target.outerHTML}`);
    }
}"""


def assert_everybody_can_use(page: Page, name: str) -> None:
    """`name` is of this page or step. Leaves the page in light colours on a desktop."""
    problems = [*_structure(page), *_sideways_scrolling(page)]
    violations = [
        *_violations(page, _PHONE, "dark"),
        *_violations(page, _DESKTOP, "dark"),
        *_violations(page, _PHONE, "light"),
        *_violations(page, _DESKTOP, "light"),
    ]
    problems += [_said(violation) for violation in violations]
    assert not problems, f"{name}:\n" + "\n".join(problems)


def _violations(page: Page, size: ViewportSize, colours: Literal["dark", "light"]) -> list[dict[str, Any]]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    page.evaluate(_WHEN_CALM)
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", _ONLY_WHAT_FAILS)
    return [{**violation, "where": f"{colours}, {size['width']} px"} for violation in found]


def _structure(page: Page) -> list[str]:
    headings = page.get_by_role("heading", level=1).all_inner_texts()
    problems = [] if len(headings) == 1 else [f"{len(headings)} headings of level 1: {headings}"]
    if not page.title().strip():
        problems.append("no title")
    return problems


def _sideways_scrolling(page: Page) -> list[str]:
    page.set_viewport_size(_SMALLEST)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide in a window of 320"] if width > _SMALLEST["width"] else []


def _said(violation: dict[str, Any]) -> str:
    nodes = "\n".join(f"    {node['html']}\n    {node['failureSummary']}" for node in violation["nodes"])
    return f"{violation['impact']} {violation['id']} ({violation['where']}): {violation['help']}\n{nodes}"
