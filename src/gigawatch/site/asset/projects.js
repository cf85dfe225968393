"use strict";

// The table and the map (map.js) of plants under the reader's facets. The list of all plants is a script beside the pages, which
// is loaded when it is first needed; what is asked stands in the address behind the mark.

const siteProjects = (() => {
  const form = document.getElementById("plants");
  const told = document.getElementById("plants-told");
  const table = document.getElementById("plants-table");
  const map = document.getElementById("plant-map");
  const lang = document.documentElement.lang;
  const whole = new Intl.NumberFormat(lang);
  const digits = new Intl.NumberFormat(lang, { maximumSignificantDigits: 3 });
  const FIELDS = [
    "name", "page", "progress", "status", "since", "owner", "place", "areas", "links", "low", "high", "capacity",
  ];
  const FACETS = ["progress", "link", "area", "owner"];
  const MOST = 500;
  const NOTHING = "–"; // where a sum would stand: nothing leads there
  const home = new URL(form.dataset.home, location.href);
  const spots = new Map([...document.querySelectorAll(".spot")].map((spot) => [Number(spot.dataset.n), spot]));
  const own = new Map([...document.querySelectorAll("#plant-totals tr[data-progress]")].map((row) => [
    row.dataset.progress, { row, cells: [...row.cells].slice(1).map((cell) => [...cell.childNodes]) },
  ]));
  const firstRows = table ? [...table.tBodies[0].rows] : [];
  const parts = document.querySelectorAll("nav.parts");
  let plants = null;
  const load = loader(new URL(form.dataset.list, location.href).href);

  function take(rows) {
    plants = rows.map((row) => Object.fromEntries(FIELDS.map((field, at) => [field, row[at]])));
  }

  const asked = () => Object.fromEntries(["q", ...FACETS].map((name) => [name, form.elements[name].value.trim()]));

  function fits(plant, question, words) {
    if (question.progress && plant.progress !== question.progress) return false;
    if (question.link && !plant.links.some(([code]) => code === question.link)) return false;
    if (question.area && !plant.areas.includes(question.area)) return false;
    if (question.owner && plant.owner?.[1] !== question.owner) return false;
    const text = [plant.name, plant.owner?.[0], plant.place?.[0], plant.status, ...plant.links.map((one) => one[1])]
      .join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  }

  const lead = (text, page) => make("a", text, { href: new URL(page, home).href });
  const nameOf = (told) => (told ? (told[2] ? lead(told[0], told[2]) : told[0]) : "");
  const SHOWN = new Set(["planned", "halted", "ended"]);
  const stateOf = (code) => own.get(code).row.cells[0].firstElementChild.cloneNode(true);

  function draw(plant) {
    const capacity = plant.capacity.flatMap(([text, page, status], at) =>
      [...(at ? [make("br", [])] : []), lead(text, page), ...(status ? [" ", make("small", status)] : [])]);
    return make("tr", [
      make("th", lead(plant.name, plant.page), { scope: "row" }),
      make("td", [stateOf(plant.progress), ...(SHOWN.has(plant.progress) && plant.status ? [" ", make("small", plant.status)] : [])]),
      make("td", plant.since?.[1] ?? "", { "data-sort": plant.since?.[0] ?? "" }),
      make("td", nameOf(plant.owner)),
      make("td", nameOf(plant.place)),
      make("td", plant.links.map((one) => one[1]).join(lang.startsWith("zh") ? "、" : ", ")),
      make("td", capacity, { class: "num", "data-sort": plant.low ?? "" }),
    ]);
  }

  function tellSum(rows) {
    const known = rows.filter((one) => one.low !== null);
    if (!known.length) return NOTHING;
    const low = known.reduce((sum, one) => sum + one.low, 0);
    const high = known.reduce((sum, one) => sum + (one.high ?? Infinity), 0);
    const [least, most] = [digits.format(low), digits.format(high)];
    if (high === Infinity) return form.dataset.least.replace("{v}", `${least} ${form.dataset.unit}`);
    return `${least === most ? least : `${least}–${most}`} ${form.dataset.unit}`;
  }

  // The total of all plants leads to the page of what it adds, that of those chosen to the table of just these.
  function showTotals(found, question, isAll) {
    for (const [code, { row, cells }] of own) {
      const group = found.filter((one) => one.progress === code);
      const told = [whole.format(group.length), whole.format(group.filter((one) => one.low !== null).length), tellSum(group)];
      const table = `projects.html#${writeQuestion({ ...question, progress: code })}`;
      [...row.cells].slice(1).forEach((cell, at) => {
        cell.replaceChildren(...(isAll ? cells[at] : [group.length && told[at] !== NOTHING ? lead(told[at], table) : told[at]]));
      });
    }
  }

  function showTable(found, isAll) {
    const rows = isAll ? firstRows : found.slice(0, MOST).map(draw);
    table.tBodies[0].replaceChildren(...rows);
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    for (const nav of parts) nav.hidden = !isAll;
  }

  const writeQuestion = (question) => new URLSearchParams(Object.entries(question).filter(([, value]) => value)).toString();

  function writeAddress(question) {
    const hash = writeQuestion(question);
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    for (const other of document.querySelectorAll("a.language, a[data-keep]")) {
      other.href = other.getAttribute("href").split("#")[0] + (hash ? `#${hash}` : "");
    }
  }

  async function show() {
    await load();
    if (!plants) {
      told.textContent = form.dataset.lacking;
      return;
    }
    const question = asked();
    const words = question.q.toLowerCase().split(/\s+/).filter(Boolean);
    const isAll = Object.values(question).every((value) => !value);
    const kept = plants.map((plant) => fits(plant, question, words));
    const found = plants.filter((_, at) => kept[at]);
    showTotals(found, question, isAll);
    if (table) showTable(found, isAll);
    for (const [number, spot] of spots) spot.toggleAttribute("hidden", !kept[number]);
    if (map) sitePlantMap.draw();
    const count = form.dataset.shown.replace("{n}", whole.format(found.length)).replace("{m}", whole.format(plants.length));
    const more = table && !isAll && found.length > MOST ? ` ${form.dataset.more.replace("{n}", whole.format(MOST))}` : "";
    told.textContent = isAll ? "" : found.length ? count + more : form.dataset.none;
    writeAddress(question);
  }

  function readAddress() {
    const set = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", ...FACETS]) {
      const value = set.get(name) ?? "";
      const control = form.elements[name];
      if (name === "q" || [...control.options].some((option) => option.value === value)) control.value = value;
    }
    if (Object.values(asked()).some(Boolean)) show();
  }

  function start() {
    form.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    window.addEventListener("hashchange", readAddress);
    if (map) sitePlantMap.start(map);
    readAddress();
  }
  return { take, start };
})();
siteProjects.start();
