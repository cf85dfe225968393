"use strict";

// What a reader with a script gets beside the plain page: tables that can be sorted by their heads and filtered, and
// groups of the navigation that close by the Escape key or when the reader goes elsewhere.
// Words in the language of the page stand in `siteWords`, before this script; nothing is fetched and nothing is stored.

// An element with content (text, an element, or several) and attributes, for this script and those that come after it.
function make(tag, content, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...[content].flat());
  return element;
}

// A function that loads a script once, however often it is called; where that fails, the next call tries again.
function loader(address) {
  let loading = null;
  return () => {
    loading ??= new Promise((done) => {
      const script = make("script", [], { src: address });
      script.addEventListener("load", done);
      script.addEventListener("error", () => {
        loading = null;
        done();
      });
      document.head.append(script);
    });
    return loading;
  };
}

function keyOf(row, column) {
  const cell = row.cells[column];
  const time = cell.querySelector("time");
  const key = cell.dataset.sort ?? (time?.dateTime || (time ?? cell).textContent.trim());
  const number = Number(key);
  return key !== "" && Number.isFinite(number) ? number : key;
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  return String(a).localeCompare(String(b), document.documentElement.lang);
}

function sortBy(table, column, head) {
  const descending = head.getAttribute("aria-sort") === "ascending";
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [keyOf(row, column), row]);
  rows.sort((a, b) => (descending ? compare(b[0], a[0]) : compare(a[0], b[0])));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  body.append(...rows.map((pair) => pair[1]));
}

function makeSortable(table) {
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    if (head.classList.contains("fixed")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(table, column, head));
    head.append(button);
  });
}

function makeFilter(table) {
  const rows = Array.from(table.tBodies[0].rows);
  if (rows.length < 12 || !("filter" in table.dataset)) return;
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  label.className = "filter";
  input.type = "search";
  label.append(siteWords.filter, " ", input, " ", count);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, number) => {
      row.hidden = !words.every((word) => texts[number].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = words.length ? `${shown} / ${rows.length} ${siteWords.shown}` : "";
  });
  table.parentElement.before(label);
}

function closeAway(group) {
  const summary = group.querySelector("summary");
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !group.open) return;
    group.open = false;
    summary.focus();
  });
  group.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !group.contains(event.relatedTarget)) group.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!group.contains(event.target)) group.open = false;
  });
}

// The many pages of single things only name the groups of the navigation; what each holds is filled in here.
function fill(link, section) {
  const pages = siteWords.pages[new URL(link.href).hash.slice(1)];
  const isHere = link.hasAttribute("aria-current");
  const title = isHere ? [...link.childNodes, make("span", ` (${siteWords.here})`, { class: "unseen" })] : [...link.childNodes];
  const entries = pages.map(([name, file, told]) => {
    const entry = make("a", told, { href: new URL(file, siteScript) });
    if (name === section) entry.setAttribute("aria-current", "true");
    return make("li", entry);
  });
  const summary = make("summary", title, isHere ? { class: "here" } : {});
  link.replaceWith(make("details", [summary, make("ul", entries)], { name: "group" }));
}

for (const nav of document.querySelectorAll(".top nav[data-here]")) {
  for (const link of nav.querySelectorAll("a[href*='#']")) fill(link, nav.dataset.here);
}
for (const group of document.querySelectorAll(".top details")) closeAway(group);
for (const about of document.querySelectorAll(".fact > .about")) {
  const attributes = { class: "permalink", href: `#${about.parentElement.id}`, "aria-label": siteWords.permalink };
  about.append(make("a", "#", attributes));
}
for (const table of document.querySelectorAll("table[data-sortable]")) {
  makeSortable(table);
  makeFilter(table);
}
