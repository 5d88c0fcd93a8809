// Begins the scripts that wait in the page once its text is painted: whatever arrives before holds a slow device up.
// A page in the background is not painted.
((begin) => {
  if (document.hidden) begin();
  else requestAnimationFrame(() => setTimeout(begin));
})(() => {
  const add = (tag, about) => document.head.append(Object.assign(document.createElement(tag), about));
  for (const href of MODULES) add("link", { rel: "modulepreload", href });
  for (const { src, textContent } of document.querySelectorAll("script[data-later]"))
    add("script", src ? { type: "module", src } : { type: "module", textContent });
});
