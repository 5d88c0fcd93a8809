// <search-suggestions source="/suggestions" label="Suggestions"> stands in a search form and turns its field into
// a combobox: answers while somebody types, by keyboard, finger and screen reader. Without this script, the
// form is a form. It follows the "editable combobox with list autocomplete" of the ARIA practices.

const REMEMBERED = 50;

let listCount = 0;

class SearchSuggestions extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form.elements.q;
    this.answers = new Map();
    this.options = [];
    this.active = -1;
    this.build();
    this.listen();
    // Somebody was sooner than this script.
    if (document.activeElement === this.field) this.suggest();
  }

  disconnectedCallback() {
    this.listening.abort();
    this.request?.abort();
    this.list.remove();
    this.status.remove();
  }

  // The list hangs on the form, and not in here: React, as it hydrates a page, minds children that it does
  // not know in any element but a form.
  build() {
    this.list = document.createElement("div");
    this.list.id = `suggestions-${++listCount}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.getAttribute("label"));
    this.status = document.createElement("div");
    this.status.className = "sr-only";
    this.status.setAttribute("aria-live", "polite");
    this.form.append(this.list, this.status);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-controls", this.list.id],
      ["aria-expanded", "false"],
    ]) this.field.setAttribute(name, value);
  }

  listen() {
    this.listening = new AbortController();
    const options = { signal: this.listening.signal };
    this.field.addEventListener("input", () => this.suggest(), options);
    this.field.addEventListener("keydown", (event) => this.press(event), options);
    this.field.addEventListener("blur", () => this.close(), options);
    // The field keeps the focus while an option is pressed, so that the list is still there when it is let go.
    this.list.addEventListener("mousedown", (event) => event.preventDefault(), options);
    this.form.addEventListener("submit", () => this.close(), options);
    // Back brings the page as it was left, open list and all.
    window.addEventListener("pagehide", () => this.close(), options);
  }

  get isOpen() {
    return !this.list.hidden;
  }

  // Every key press asks at once, and whatever is still under way is dropped: an answer to older words never
  // takes the place of a newer one.
  async suggest() {
    this.request?.abort();
    const typed = this.field.value.trim();
    if (!typed) return this.close();
    const request = (this.request = new AbortController());
    try {
      const answer = this.answers.get(typed) ?? (await this.ask(typed, request.signal));
      if (request.signal.aborted) return;
      this.remember(typed, answer);
      this.show(answer);
    } catch {
      // Offline, or the server is restarting: Enter still searches.
      if (!request.signal.aborted) this.close();
    }
  }

  // What is typed goes in the body: addresses end up in logs.
  async ask(typed, signal) {
    const response = await fetch(this.getAttribute("source"), { method: "POST", body: typed, signal });
    if (!response.ok) throw new Error(`suggestions: ${response.status}`);
    return response.json();
  }

  remember(typed, answer) {
    this.answers.set(typed, answer);
    if (this.answers.size > REMEMBERED) this.answers.delete(this.answers.keys().next().value);
  }

  show({ said, options }) {
    this.options = options.map((option, index) => this.option(option, index));
    this.list.replaceChildren(...this.options);
    this.choose(-1);
    this.list.hidden = !this.options.length;
    this.field.setAttribute("aria-expanded", String(this.isOpen));
    this.status.textContent = said;
  }

  option({ title, href, badge }, index) {
    const link = document.createElement("a");
    link.id = `${this.list.id}-${index}`;
    link.href = href;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    if (badge) {
      const mark = document.createElement("span");
      mark.className = "badge";
      mark.textContent = badge;
      link.append(mark, " ");
    }
    link.append(title);
    return link;
  }

  // -1 is the field itself.
  choose(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", option.id);
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    this.request?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.choose(-1);
    this.field.setAttribute("aria-expanded", "false");
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const last = this.options.length - 1;
    switch (event.key) {
      case "ArrowDown":
        event.preventDefault();
        if (!this.isOpen) this.suggest();
        else if (!event.altKey) this.choose(this.active < last ? this.active + 1 : 0);
        break;
      case "ArrowUp":
        event.preventDefault();
        if (event.altKey) this.close();
        else if (this.isOpen) this.choose(this.active > 0 ? this.active - 1 : last);
        break;
      case "Enter":
        if (this.isOpen && this.active >= 0) {
          event.preventDefault();
          this.options[this.active].click();
          this.close();
        }
        break;
      case "Escape":
        // The first one closes the list, the next one empties the field, as the browser does it.
        if (this.isOpen) event.preventDefault();
        this.close();
        break;
      case "Tab":
        this.close();
        break;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        // The cursor moves in the text, as it does anywhere.
        this.choose(-1);
        break;
    }
  }
}

if (!customElements.get("search-suggestions")) customElements.define("search-suggestions", SearchSuggestions);
