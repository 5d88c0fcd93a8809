// Says at once that something is under way: a bar at the top while the page behind a link, or the answer to a form, is
// awaited; words when that takes long; what to do when nothing comes; and a line when the network is gone. The style
// sheet shows each by what stands on <html>: data-waiting ("page" or "answer"), data-slow, data-unanswered, data-offline.

const SOON_MS = 150;
const LONG_MS = 4_000;
const LONGEST_MS = 20_000;
// These change by themselves while a page waits.
const RESTLESS = "time-left, evidence-picker, search-suggestions, .suggestions";

const shown = document.documentElement;
const whatPage = () => document.title + document.querySelector("main h1")?.textContent;
let timers = [];
let awaited;
let hasCome;

// `come` tells, whenever something has changed, whether that was it.
function wait(what, come) {
  stop();
  awaited = what;
  hasCome = come;
  timers = [
    setTimeout(() => (shown.dataset.waiting = what), SOON_MS),
    setTimeout(() => (shown.dataset.slow = ""), LONG_MS),
    setTimeout(giveUp, LONGEST_MS),
  ];
}

// It may come all the same, and takes the words back then.
function giveUp() {
  hide();
  shown.dataset.unanswered = "";
}

function stop() {
  timers.forEach(clearTimeout);
  timers = [];
  hide();
}

function hide() {
  for (const name of ["waiting", "slow", "unanswered"]) delete shown.dataset[name];
}

// What was pressed before the page was live is held by web/filling/before-live.js, however often the page changes.
const waitForAnswer = () => wait("answer", () => !("held" in shown.dataset));

// The router shows the page before under the new address until the new one is there.
function waitForPage() {
  const before = whatPage();
  wait("page", () => whatPage() !== before);
}

// The link that a click follows within this site and this tab, or null.
function linkOf(event) {
  const link = event.target.closest?.("a[href]");
  const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  return isPlain && link && !link.target && !link.download && link.origin === location.origin ? link : null;
}

function beforeClick(event) {
  const link = linkOf(event);
  if (link && link.pathname !== location.pathname) waitForPage();
  else if (link && link.search !== location.search) waitForAnswer();
}

// Before the router, which changes the address.
addEventListener("click", beforeClick, { capture: true });
for (const type of ["submit", "held"]) addEventListener(type, waitForAnswer);
if ("held" in shown.dataset) waitForAnswer();
for (const type of ["pageshow", "popstate"]) addEventListener(type, stop);
// After a mistake that was made before, nothing changes: the focus goes back to what is wrong. Only a program moves it
// there; once all waiting is over, a visitor who goes from field to field has not been answered.
const isAnswer = (target) => !("unanswered" in shown.dataset) || target.matches("#error-summary, #page-heading");
addEventListener("focusin", ({ target }) => awaited === "answer" && isAnswer(target) && stop());

new MutationObserver((mutations) => {
  const isRestless = ({ target }) => (target.closest ? target : target.parentElement)?.closest(RESTLESS);
  if (timers.length && !mutations.every(isRestless) && hasCome()) stop();
}).observe(shown, { childList: true, characterData: true, subtree: true });

const showNetwork = () => shown.toggleAttribute("data-offline", !navigator.onLine);
for (const type of ["online", "offline"]) addEventListener(type, showNetwork);
showNetwork();
