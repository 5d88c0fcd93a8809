// Whoever follows a link within the site goes on at the new page's heading, by keyboard and by screen reader, as after
// a page that was loaded whole. The router swaps the page and leaves the focus on nothing.
//
// A page's title changes together with its content, so it tells that the page, or what it was waiting for, is there.
// Whoever has pressed or typed something since is left where that led.

let shown = location.pathname;
let arriving = false;

function arrive() {
  if (location.pathname !== shown) {
    shown = location.pathname;
    arriving = !location.hash;
  }
  if (arriving) focusHeading();
}

function focusHeading() {
  const heading = document.querySelector("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.blur(); // The same element may say something new by now: only a new focus is read out.
  heading.focus({ preventScroll: true });
}

function goOn() {
  shown = location.pathname;
  arriving = false;
}

new MutationObserver(arrive).observe(document.head, { childList: true, characterData: true, subtree: true });
for (const type of ["keydown", "pointerdown"]) addEventListener(type, goOn, { capture: true });
