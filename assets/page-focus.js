// Whoever follows a link within the site goes on at the new page's heading, by keyboard and by screen reader, as after
// a page that was loaded whole. The router changes the address, then swaps the page, and leaves the focus on nothing.
//
// Whoever has pressed or typed something since is left where that led. Who goes to search can type at once.

let shown = location.pathname;
let arriving = false;
// The heading of the page that is being left, or that has the focus already.
let known = {};

const heading = () => document.querySelector("main h1");
// A step of a wizard is no place within its page.
const leadsToAPlace = () => location.hash && !location.hash.startsWith("#step-");

function remember() {
  const element = heading();
  known = { element, words: element?.textContent };
}

function leave() {
  shown = location.pathname;
  arriving = false;
  remember();
}

function arrive() {
  if (location.pathname !== shown) {
    shown = location.pathname;
    arriving = !leadsToAPlace();
  }
  if (arriving && heading() && isNew(heading())) focusHeading();
}

const isNew = (element) => element !== known.element || element.textContent !== known.words;

const asksNothing = () => location.pathname === "/search" && !location.search;

function focusHeading() {
  remember();
  const field = asksNothing() && document.querySelector("main input[type=search]");
  if (field) {
    field.focus({ preventScroll: true });
    return;
  }
  const { element } = known;
  element.tabIndex = -1;
  element.blur(); // The same element may say something new by now: only a new focus is read out.
  element.focus({ preventScroll: true });
}

new MutationObserver(arrive).observe(document, { childList: true, characterData: true, subtree: true });
for (const type of ["keydown", "pointerdown", "click"]) addEventListener(type, leave, { capture: true });
addEventListener("popstate", remember); // The address is the new one, the page still the old one.
