// All that a page does besides what React does, once it is painted (web/filling/begin-scripts.js). At first no more
// than what somebody may use at once: each script keeps a slow device busy.

import "./page-focus.js";
import "./page-waiting.js";
import "./search-suggestions.js";

// What the network went away over is fetched as soon as it is back.
const fetchPart = (part) =>
  import(`./${part}.js`).catch(() => addEventListener("online", () => fetchPart(part), { once: true }));

for (const part of ["wizard-steps", "time-left", "evidence-picker"]) fetchPart(part);
