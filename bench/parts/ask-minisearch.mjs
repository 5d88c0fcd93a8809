// node ask-minisearch.mjs INDEX ASKED ANSWERS: what MiniSearch finds for each query, as VitePress would ask it.
//
// INDEX is the script in which VitePress ships its index, ASKED a JSON file of queries, and of aliases by page:
// each is added as a heading of its page. ANSWERS is written: the pages by query, the best first, each once.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import MiniSearch from "minisearch";

const [index, asked, answers] = process.argv.slice(2);
const { queries, aliases } = JSON.parse(readFileSync(asked, "utf8"));
const { default: json } = await import(pathToFileURL(index));

const search = MiniSearch.loadJSON(json, {
  fields: ["title", "titles", "text"],
  storeFields: ["title", "titles"],
  searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
});
for (const [page, phrases] of Object.entries(aliases)) {
  phrases.forEach((title, number) => search.add({ id: `${page}#alias-${number}`, title, titles: [], text: "" }));
}

const pages = (query) => [...new Set(search.search(query).map(({ id }) => id.split("#")[0].replace(/\.html$/, "")))];
writeFileSync(answers, JSON.stringify(Object.fromEntries(queries.map((query) => [query, pages(query).slice(0, 10)]))));
