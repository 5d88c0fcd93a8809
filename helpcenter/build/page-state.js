// A page comes with the state that its HTML was written from (helpcenter/web/filling), so that React hydrates what
// it would have made itself, and the page stays as it is while the socket opens.

const element = typeof document === "undefined" ? null : document.getElementById("page-state");
const ofThisPage = element ? JSON.parse(element.textContent) : {};
let opening = element !== null;

export function beginWithPage(initialState) {
  for (const [substate, vars] of Object.entries(ofThisPage)) Object.assign(initialState[substate], vars);
}

// What the server sends first is what it remembers of this tab: the page that was open before this one.
// The content of this page follows right behind it.
export function withoutLastPage(delta) {
  if (!opening || !delta) return delta;
  opening = false;
  const rest = {};
  for (const [substate, vars] of Object.entries(delta)) {
    const known = ofThisPage[substate] ?? {};
    rest[substate] = Object.fromEntries(Object.entries(vars).filter(([name]) => !(name in known)));
  }
  return rest;
}
