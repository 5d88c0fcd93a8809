// <time-left until="2026-03-02T12:00:00-05:00"> counts down to a deadline, in words and to the second near the end.
// It ticks in the browser: no event, no round trip, and it stays right after the tab slept.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function say(left) {
  if (left <= 0) return "time is up";
  if (left >= 2 * DAY) return `${Math.floor(left / DAY)} days left`;
  if (left >= HOUR) return `${Math.floor(left / HOUR)} h ${Math.floor((left % HOUR) / MINUTE)} min left`;
  if (left >= 5 * MINUTE) return `${Math.floor(left / MINUTE)} min left`;
  return `${Math.floor(left / MINUTE)} min ${Math.floor((left % MINUTE) / 1000)} s left`;
}

class TimeLeft extends HTMLElement {
  static observedAttributes = ["until"];

  connectedCallback() {
    this.setAttribute("role", "timer");
    this.tick = setInterval(() => this.show(), 1000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.tick);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.show();
  }

  show() {
    const until = Date.parse(this.getAttribute("until") ?? "");
    const left = until - Date.now();
    const words = Number.isNaN(until) ? "" : say(left);
    if (this.textContent !== words) this.textContent = words;
    this.toggleAttribute("urgent", left < 15 * MINUTE);
  }
}

if (!customElements.get("time-left")) customElements.define("time-left", TimeLeft);
