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

// Cells that span several rows are given to each of these before rows are moved or hidden.
function loosen(table) {
  for (const row of table.tBodies[0].rows) {
    for (const cell of [...row.cells].filter((one) => one.rowSpan > 1)) {
      const [count, column] = [cell.rowSpan, cell.cellIndex];
      cell.rowSpan = 1;
      let below = row;
      for (let left = count - 1; left > 0; left -= 1) {
        below = below.nextElementSibling;
        below.insertBefore(cell.cloneNode(true), below.cells[column] ?? null);
      }
    }
  }
}

function sortBy(table, column, head) {
  loosen(table);
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
  if (rows.length < 12 || table.dataset.sortable === "only") return;
  let texts = null;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  label.className = "filter";
  input.type = "search";
  label.append(siteWords.filter, " ", input, " ", count);
  input.addEventListener("input", () => {
    loosen(table);
    texts ??= rows.map((row) => row.textContent.toLowerCase());
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

const leadTo = ([, file, told]) => make("a", told, { href: new URL(file, siteScript) });

// The many pages of single things are written with a short frame: the search box, the groups of the navigation and the
// foot are the same on all of them and are filled in here.
function fillGroup([title, pages], section) {
  const isHere = pages.some(([name]) => name === section);
  const entries = pages.map((page) => {
    const entry = leadTo(page);
    if (page[0] === section) entry.setAttribute("aria-current", "true");
    return make("li", entry);
  });
  const words = isHere ? [title, make("span", ` (${siteWords.here})`, { class: "unseen" })] : title;
  const summary = make("summary", words, isHere ? { class: "here" } : {});
  return make("li", make("details", [summary, make("ul", entries)], { name: "group" }));
}

function tellEdition() {
  const [edition, dated] = [siteWords.edition, siteWords.dated];
  return [
    ...(edition ? [`${edition[0]} `, make("code", edition[1])] : []),
    ...(edition && dated ? [" · "] : []),
    ...(dated ? [`${dated[0]} `, make("time", dated[2], { datetime: dated[1] })] : []),
  ];
}

function fillFrame(header) {
  const box = { type: "search", name: "q", "aria-label": siteWords.search, placeholder: siteWords.search, maxlength: "200" };
  const search = { class: "search", role: "search", action: new URL("search.html", siteScript) };
  header.insertBefore(make("form", make("input", [], box), search), header.querySelector(".language"));
  const groups = siteWords.groups.map((group) => fillGroup(group, header.dataset.here));
  const entries = make("ul", [make("li", leadTo(siteWords.front)), ...groups], { class: "groups" });
  header.append(make("nav", entries, { "aria-label": siteWords.navigation }));
  const further = make("ul", siteWords.pages.map((page) => make("li", leadTo(page))));
  const foot = [make("nav", further, { "aria-label": siteWords.more }), make("p", tellEdition()), make("p", siteWords.footer)];
  document.querySelector("main").after(make("footer", foot, { class: "bottom" }));
  const feed = { rel: "alternate", type: "application/atom+xml", href: new URL("feed.xml", siteScript) };
  const icon = { rel: "icon", href: new URL("../asset/icon.svg", siteScript) };
  document.head.append(make("link", [], feed), make("link", [], icon));
}

for (const header of document.querySelectorAll(".top[data-here]")) fillFrame(header);
// A choice among plants that stands in the address is made on the first part of their table.
const first = document.querySelector("a[data-choose]");
if (first && location.hash.includes("=")) location.replace(first.href + location.hash);

for (const group of document.querySelectorAll(".top details")) closeAway(group);
// The page in the other language is opened where the reader is, a fact or a heading having one id in both.
for (const other of document.querySelectorAll("a.language")) {
  other.addEventListener("click", () => { if (!other.hash) other.hash = location.hash; });
}
for (const about of document.querySelectorAll("article:not([class]) > h3 + p")) {
  const id = about.previousElementSibling.id || about.parentElement.id;
  const attributes = { class: "permalink", href: `#${id}`, "aria-label": siteWords.permalink };
  about.append(make("a", "#", attributes));
}
for (const table of document.querySelectorAll("table[data-sortable]")) {
  makeSortable(table);
  makeFilter(table);
}
