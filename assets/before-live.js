// A page can be read, and pressed, before its connection stands. Links then lead on as on any site; what only the
// connection can do, a vote or a form, is held and done as soon as it stands. <… data-live="true"> says that it does.

import { linkOf, waitForAnswer } from "./page-waiting.js";

let held = null;

const isLive = () => document.querySelector("[data-live=true]") !== null;

// The last press counts, as it would if the page had answered.
function hold(event, again) {
  event.preventDefault();
  event.stopPropagation();
  waitForAnswer();
  held = again;
}

function beforeClick(event) {
  if (isLive()) return;
  const link = linkOf(event);
  if (link && link.pathname + link.search !== location.pathname + location.search) {
    event.stopPropagation(); // The router would show a page that waits for the connection.
    return;
  }
  const button = event.target.closest?.("main button[type=button]");
  if (button) hold(event, () => button.isConnected && button.click());
}

function beforeSubmit(event) {
  if (isLive() || event.target.hasAttribute("action")) return;
  const { target: form, submitter } = event;
  hold(event, () => form.isConnected && form.requestSubmit(submitter));
}

addEventListener("click", beforeClick, { capture: true });
addEventListener("submit", beforeSubmit, { capture: true });

new MutationObserver(() => {
  if (!held || !isLive()) return;
  const again = held;
  held = null;
  // Once the page shows what the connection brought.
  requestAnimationFrame(again);
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["data-live"] });
