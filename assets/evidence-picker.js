// <evidence-picker setup="{…}" field-id="…" described-by="…"> sends photos and documents while the customer goes on
// reading: several at once, each with its progress, a preview and a button to remove it. The server says which
// files there are and all the words. The ids go along with the form around it, as its field "evidence".

const AT_ONCE = 2;
const SCREEN_READER_PAUSE = 100;

const fill = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Resolves to the id, rejects with the code of a problem.
function send(to, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response.id);
      else reject(request.response?.problem ?? "store_away");
    };
    request.onerror = request.onabort = () => reject("lost");
    request.open("POST", to);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

class EvidencePicker extends HTMLElement {
  static observedAttributes = ["setup", "described-by"];

  connectedCallback() {
    if (!this.about) {
      this.about = JSON.parse(this.getAttribute("setup"));
      this.waiting = [];
      this.underWay = 0;
      this.build();
      for (const id of this.about.files) this.showAdded(make("li"), id);
      this.refresh();
    }
    this.holdBack = (event) => this.beforeSubmit(event);
    this.form = this.closest("form");
    this.form?.addEventListener("submit", this.holdBack);
  }

  // The server has looked at the answer: another tab may have added or removed files meanwhile.
  attributeChangedCallback(name, _before, value) {
    if (!this.about) return;
    if (name === "setup") this.followServer(JSON.parse(value));
    else this.describe();
  }

  followServer(about) {
    for (const id of this.about.files) if (!about.files.includes(id)) this.dropRow(id);
    for (const id of about.files) if (!this.rowOf(id)) this.showAdded(make("li"), id);
    this.about = about;
    this.refresh();
  }

  // What the server has to say about it counts.
  dropRow(id) {
    this.rowOf(id)?.remove();
    this.standByProblem();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this.holdBack);
  }

  build() {
    const { about } = this;
    const fieldId = this.getAttribute("field-id");
    this.input = make("input", { type: "file", id: fieldId, multiple: "", accept: about.kinds });
    this.describe();
    this.input.addEventListener("change", () => {
      this.take(this.input.files);
      this.input.value = "";
    });
    this.zone = make(
      "div",
      { class: "zone" },
      make("label", { for: fieldId, class: "choose" }, about.choose),
      this.input,
      make("span", { class: "drop", "aria-hidden": "true" }, about.words.drop),
      make("p", { id: `${fieldId}-limits`, class: "limits" }, about.limits),
    );
    this.note = make("p", { class: "note" });
    this.list = make("ul", { "aria-label": about.words.list });
    this.status = make("p", { class: "sr-only", role: "status" });
    this.field = make("input", { type: "hidden", name: "evidence" });
    this.append(this.zone, this.note, this.list, this.status, this.field);
    this.listenForDrops();
  }

  describe() {
    const fieldId = this.getAttribute("field-id");
    const ids = [`${fieldId}-limits`, ...this.getAttribute("described-by").split(" ")];
    const isOver = (id) => this.hasAttribute("answered") && id === `${fieldId}-error`;
    this.input.setAttribute("aria-describedby", ids.filter((id) => !isOver(id)).join(" "));
  }

  // A file has arrived, so what was said to be missing no longer is: the style sheet hides it.
  answerProblem() {
    this.toggleAttribute("answered", true);
    this.describe();
  }

  standByProblem() {
    this.removeAttribute("answered");
    this.describe();
  }

  listenForDrops() {
    const mark = (on) => this.zone.toggleAttribute("over", on);
    this.zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    this.zone.addEventListener("dragleave", () => mark(false));
    this.zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      this.take(event.dataTransfer.files);
    });
  }

  take(files) {
    for (const file of files) {
      const row = make("li");
      this.list.append(row);
      if (this.places() >= this.about.most) this.showProblem(row, file, "too_many");
      else if (file.size > this.about.bytes) this.showProblem(row, file, "too_large");
      else {
        this.showProgress(row, file);
        this.waiting.push({ row, file });
      }
    }
    this.next();
    this.refresh();
  }

  next() {
    while (this.underWay < AT_ONCE && this.waiting.length) {
      const { row, file } = this.waiting.shift();
      this.underWay += 1;
      this.upload(row, file);
    }
  }

  async upload(row, file) {
    try {
      const id = await send(this.about.to, file, (share) => this.moveBar(row, share));
      this.showAdded(row, id);
      this.answerProblem();
      this.say(fill(this.about.words.added, { name: this.nameOf(row) }));
    } catch (problem) {
      this.goingOn = false;
      this.showProblem(row, file, problem in this.about.problems ? problem : "store_away");
    }
    this.underWay -= 1;
    this.next();
    this.refresh();
    if (this.goingOn && !this.isBusy()) {
      this.goingOn = false;
      this.refresh();
      this.form.requestSubmit();
    }
  }

  // --- What stands in the list

  showProgress(row, file) {
    const bar = make("progress", { max: "1", value: "0", "aria-label": fill(this.about.words.sending, { name: file.name }) });
    row.className = "sending";
    row.replaceChildren(
      make("span", { class: "thumb" }),
      make("span", { class: "words" }, make("span", {}, file.name), bar, make("span", { class: "hint" })),
    );
  }

  moveBar(row, share) {
    const { words } = this.about;
    row.querySelector("progress").value = share;
    row.querySelector(".hint").textContent =
      share < 1 ? fill(words.percent, { percent: Math.round(share * 100) }) : words.checking;
  }

  showAdded(row, id) {
    if (!row.parentNode) this.list.append(row);
    row.className = "added";
    row.dataset.id = id;
    const address = `/evidence/${id}`;
    const preview = id.endsWith(".jpg")
      ? make("img", { src: `${address}/preview`, alt: "" })
      : make("span", { "aria-hidden": "true" }, "PDF");
    // Without a connection there is none to show: an empty box rather than a broken picture.
    preview.addEventListener("error", () => preview.remove());
    const look = make("a", { href: address, target: "_blank", class: "thumb" }, preview);
    const remove = make("button", { type: "button" }, this.about.words.remove);
    remove.addEventListener("click", () => this.remove(row));
    row.replaceChildren(look, make("span", { class: "words" }), remove);
  }

  showProblem(row, file, problem) {
    const words = fill(this.about.problems[problem], { name: file.name });
    const hide = make("button", { type: "button" }, this.about.words.dismiss);
    hide.addEventListener("click", () => this.takeOut(row));
    row.className = "problem";
    row.replaceChildren(make("span", { class: "words" }, words), hide);
    this.say(words);
  }

  // The button stays enabled meanwhile: a disabled one would lose the focus.
  async remove(row) {
    if (row.removing) return;
    row.removing = true;
    const name = this.nameOf(row);
    const response = await fetch(`/evidence/${row.dataset.id}`, { method: "DELETE" }).catch(() => null);
    if (response?.ok || response?.status === 404) {
      this.takeOut(row);
      this.say(fill(this.about.words.removed, { name }));
    } else {
      row.removing = false;
      this.say(fill(this.about.words.not_removed, { name }));
    }
  }

  // The focus goes on to the button that takes the place of the one that has gone, or back to the start.
  takeOut(row) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    const hadFocus = row.contains(document.activeElement);
    row.remove();
    this.refresh();
    if (hadFocus) (neighbour?.querySelector("button") ?? this.input).focus();
  }

  refresh() {
    const added = [...this.list.querySelectorAll(".added")];
    added.forEach((row, index) => {
      const name = fill(this.about.name, { number: index + 1 });
      row.querySelector(".words").textContent = name;
      row.querySelector("a").setAttribute("aria-label", name);
      row.querySelector("button").setAttribute("aria-label", fill(this.about.words.remove_which, { name }));
    });
    this.field.value = added.map((row) => row.dataset.id).join(" ");
    const isFull = this.places() >= this.about.most;
    this.input.disabled = isFull;
    this.zone.toggleAttribute("full", isFull);
    this.note.textContent = this.goingOn ? this.about.words.waiting : this.about.words.full;
    this.note.hidden = !this.goingOn && !isFull;
    this.list.hidden = !this.list.children.length;
  }

  nameOf(row) {
    const index = [...this.list.querySelectorAll(".added")].indexOf(row);
    return fill(this.about.name, { number: index + 1 });
  }

  rowOf(id) {
    return this.list.querySelector(`[data-id="${id}"]`);
  }

  places() {
    return this.list.querySelectorAll(".added, .sending").length;
  }

  // --- Going on

  isBusy() {
    return this.underWay > 0 || this.waiting.length > 0;
  }

  // Before React hears of it, which listens further out.
  beforeSubmit(event) {
    if (!this.isBusy()) {
      if (!this.field.value) this.standByProblem();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.goingOn = true;
    this.refresh();
    this.say(this.about.words.waiting);
  }

  // A moment later, so that a reader does not drop it for the focus that moves at the same time.
  say(words) {
    setTimeout(() => {
      this.status.textContent = words;
    }, SCREEN_READER_PAUSE);
  }
}

if (!customElements.get("evidence-picker")) customElements.define("evidence-picker", EvidencePicker);
