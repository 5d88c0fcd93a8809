// All that a page does besides what React does. One line in the page, and no more at first than what somebody may use
// at once: each script that a browser comes upon keeps a slow device busy before anything is painted.

import "./before-live.js";
import "./page-focus.js";
import "./search-suggestions.js";

for (const part of ["wizard-steps", "time-left", "evidence-picker"]) import(`./${part}.js`);
