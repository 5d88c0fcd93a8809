// <wizard-steps at="3">…</wizard-steps> gives each step of a wizard an entry of its own in the browser's history, so
// that Back leads to the question before, and not out of the wizard with all that was answered. Inside is a hidden
// button for each step that can be shown, in order, as the server allows it; step 1, naming the order, has none.
//
// The step stands in the address as #step-3. Entries are made beside the router, which leaves a changed # alone.

const FIRST_WITH_BUTTON = 2;

const stepInAddress = () => Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? 0);

class WizardSteps extends HTMLElement {
  static observedAttributes = ["at"];

  connectedCallback() {
    this.listening = new AbortController();
    addEventListener("popstate", () => this.goWhereTheAddressSays(), { signal: this.listening.signal });
    this.writeAddress();
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.writeAddress();
  }

  // 0 where there is no way back, as after sending. (React would set a property called `at`.)
  get shownStep() {
    return Number(this.getAttribute("at"));
  }

  writeAddress() {
    const at = this.shownStep;
    const here = stepInAddress();
    if (!at || at === here) return;
    // `since` is the first step of those that follow each other in the history without a gap.
    const since = history.state?.since;
    if (here && since && at > here) this.write("pushState", at, since);
    else if (here && since && at >= since) history.go(at - here);
    else this.write("replaceState", at, at);
  }

  write(how, step, since) {
    history[how]({ ...history.state, since }, "", `#step-${step}`);
  }

  goWhereTheAddressSays() {
    const at = this.shownStep;
    const to = stepInAddress();
    if (!to || to === at) return;
    const button = this.children[to - FIRST_WITH_BUTTON];
    if (button) button.click();
    else history.go(to > at && at ? at - to : -1);
  }
}

if (!customElements.get("wizard-steps")) customElements.define("wizard-steps", WizardSteps);
