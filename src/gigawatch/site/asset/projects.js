"use strict";

// The table and the map of plants under the reader's facets. The list of all plants is a script beside the pages, which
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
  const home = new URL(form.dataset.home, location.href);
  const spots = new Map([...document.querySelectorAll(".spot")].map((spot) => [Number(spot.dataset.n), spot]));
  const own = new Map([...document.querySelectorAll("#plant-totals tr[data-progress]")].map((row) => [
    row.dataset.progress, { row, cells: [...row.cells].map((cell) => cell.textContent) },
  ]));
  const firstRows = table ? [...table.tBodies[0].rows] : [];
  const parts = document.querySelectorAll("nav.parts");
  let plants = null;
  let loading = null;

  function take(rows) {
    plants = rows.map((row) => Object.fromEntries(FIELDS.map((field, at) => [field, row[at]])));
  }

  // Loaded once; where that fails, the next question tries again.
  function load() {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL(form.dataset.list, location.href).href;
      script.addEventListener("load", done);
      script.addEventListener("error", () => {
        loading = null;
        done();
      });
      document.head.append(script);
    });
    return loading;
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
    const capacity = plant.capacity.flatMap(([text, page], at) => (at ? [make("br", []), lead(text, page)] : [lead(text, page)]));
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
    if (!known.length) return "–";
    const low = known.reduce((sum, one) => sum + one.low, 0);
    const high = known.reduce((sum, one) => sum + (one.high ?? Infinity), 0);
    const [least, most] = [digits.format(low), digits.format(high)];
    if (high === Infinity) return form.dataset.least.replace("{v}", `${least} ${form.dataset.unit}`);
    return `${least === most ? least : `${least}–${most}`} ${form.dataset.unit}`;
  }

  function showTotals(found, isAll) {
    for (const [code, { row, cells }] of own) {
      const group = found.filter((one) => one.progress === code);
      const told = isAll ? cells.slice(1)
        : [whole.format(group.length), whole.format(group.filter((one) => one.low !== null).length), tellSum(group)];
      [...row.cells].slice(1).forEach((cell, at) => { cell.textContent = told[at]; });
    }
  }

  function showTable(found, isAll) {
    const rows = isAll ? firstRows : found.slice(0, MOST).map(draw);
    table.tBodies[0].replaceChildren(...rows);
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    for (const nav of parts) nav.hidden = !isAll;
  }

  function writeAddress(question) {
    const set = new URLSearchParams(Object.entries(question).filter(([, value]) => value));
    const hash = set.toString();
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
    showTotals(found, isAll);
    if (table) showTable(found, isAll);
    for (const [number, spot] of spots) spot.toggleAttribute("hidden", !kept[number]);
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

  // The map: wheel and buttons zoom, dragging moves.
  function startMap() {
    const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
    let view = { x: 0, y: 0, width, height };
    // each mark with its radius, the point of its town, and how far from that it stands on the map of the world
    const marks = [...map.querySelectorAll("circle")].map((circle) => {
      const [r, cx, cy] = ["r", "cx", "cy"].map((name) => Number(circle.getAttribute(name)));
      const [x, y] = [Number(circle.dataset.x), Number(circle.dataset.y)];
      return { circle, r, x, y, dx: cx - x, dy: cy - y };
    });

    function apply() {
      view.width = Math.min(Math.max(view.width, width / 40), width);
      view.height = (view.width * height) / width;
      view.x = Math.min(Math.max(view.x, 0), width - view.width);
      view.y = Math.min(Math.max(view.y, 0), height - view.height);
      map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
      const zoom = view.width / width;
      const size = zoom ** 0.75;
      for (const { circle, r, x, y, dx, dy } of marks) {
        const place = { r: r * size, cx: x + dx * size, cy: y + dy * size };
        for (const [name, value] of Object.entries(place)) circle.setAttribute(name, value.toFixed(2));
      }
      map.style.setProperty("--zoom", String(zoom));
    }

    function zoom(by, x = view.x + view.width / 2, y = view.y + view.height / 2) {
      const next = Math.min(Math.max(view.width * by, width / 40), width);
      const share = next / view.width;
      view = { ...view, x: x - (x - view.x) * share, y: y - (y - view.y) * share, width: next };
      apply();
    }

    function find(event) {
      const box = map.getBoundingClientRect();
      return [view.x + ((event.clientX - box.left) / box.width) * view.width,
        view.y + ((event.clientY - box.top) / box.height) * view.height];
    }

    map.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, ...find(event));
    }, { passive: false });
    let held = null;
    map.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && event.isPrimary && !event.target.closest(".spot")) held = find(event);
    });
    window.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = find(event);
      view = { ...view, x: view.x + held[0] - x, y: view.y + held[1] - y };
      apply();
    });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => { held = null; });
    // a mark that is reached by keyboard is brought into sight
    map.addEventListener("focusin", (event) => {
      const mark = marks.find(({ circle }) => circle.parentElement === event.target);
      if (!mark) return;
      const [across, down] = [(mark.x - view.x) / view.width, (mark.y - view.y) / view.height];
      if (Math.min(across, down) >= 0.02 && Math.max(across, down) <= 0.98) return;
      view = { ...view, x: mark.x - view.width / 2, y: mark.y - view.height / 2 };
      apply();
    });
    const tools = document.querySelector(".zoom");
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const way = event.target.dataset.zoom;
      if (way === "all") {
        view = { x: 0, y: 0, width, height };
        apply();
      } else if (way) zoom(way === "in" ? 0.6 : 1 / 0.6);
    });
    // as near as shows every plant at once
    if (marks.length) {
      const [xs, ys] = [marks.map((mark) => mark.x), marks.map((mark) => mark.y)];
      const across = Math.max(Math.max(...xs) - Math.min(...xs), ((Math.max(...ys) - Math.min(...ys)) * width) / height) * 1.25 + 40;
      view.width = Math.min(across, width);
      view.height = (view.width * height) / width;
      view.x = (Math.min(...xs) + Math.max(...xs) - view.width) / 2;
      view.y = (Math.min(...ys) + Math.max(...ys) - view.height) / 2;
      apply();
    }
  }

  function start() {
    form.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    window.addEventListener("hashchange", readAddress);
    if (map) startMap();
    readAddress();
  }
  return { take, start };
})();
siteProjects.start();
