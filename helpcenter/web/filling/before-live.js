// A page can be read, and pressed, before its scripts are there and its connection stands. Links then lead on as on
// any site; what only the connection can do, a vote or a form, is held and done as soon as it stands.
// <… data-live="true"> says that it does, <html data-held> that something is held.
{
  let held = null;
  const page = document.documentElement;
  const isLive = () => document.querySelector("[data-live=true]") !== null;

  // The last press counts, as it would if the page had answered.
  const hold = (event, again) => {
    event.preventDefault();
    event.stopPropagation();
    held = again;
    page.dataset.held = "";
    dispatchEvent(new Event("held"));
  };

  const beforeClick = (event) => {
    if (isLive()) return;
    const link = event.target.closest?.("a[href]");
    if (link && link.pathname + link.search !== location.pathname + location.search) {
      // The router would show a page that waits for the connection.
      event.stopPropagation();
      return;
    }
    const button = event.target.closest?.("main button[type=button]");
    if (button) hold(event, () => button.isConnected && button.click());
  };

  const beforeSubmit = (event) => {
    if (isLive() || event.target.hasAttribute("action")) return;
    const { target: form, submitter } = event;
    hold(event, () => form.isConnected && form.requestSubmit(submitter));
  };

  addEventListener("click", beforeClick, { capture: true });
  addEventListener("submit", beforeSubmit, { capture: true });

  new MutationObserver(() => {
    if (!held || !isLive()) return;
    const again = held;
    held = null;
    delete page.dataset.held;
    // Once the page shows what the connection brought.
    requestAnimationFrame(again);
  }).observe(page, { subtree: true, attributes: true, attributeFilter: ["data-live"] });
}
