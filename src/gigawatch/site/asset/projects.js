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

  // The map: wheel and buttons zoom, dragging moves. It is drawn as high as its box, whose shape is the style's.
  function startMap() {
    const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
    const NEAREST = width / 40;
    const MOST_NAMED = 800; // marks in sight beyond which their places are not named
    const BROAD = 900; // a box of so many pixels shows the marks as they are, a smaller one larger
    let view = { x: 0, y: 0, width, height };
    let aim = null; // where the reader pointed last
    // each mark with its radius, the point of its town, and how far from that it stands on the map of the world
    const marks = [...map.querySelectorAll("circle")].map((circle) => {
      const [r, cx, cy] = ["r", "cx", "cy"].map((name) => Number(circle.getAttribute(name)));
      const [x, y] = [Number(circle.dataset.x ?? cx), Number(circle.dataset.y ?? cy)];
      return { circle, r, x, y, dx: cx - x, dy: cy - y };
    });

    // The box around a mark as it is drawn.
    function frame({ r, x, y, dx, dy }, size) {
      const [left, top] = [x + (dx - r) * size, y + (dy - r) * size];
      return { left, top, right: left + 2 * r * size, bottom: top + 2 * r * size };
    }

    // The names of the places of the marks, those of most plants first; one that would touch another name or a mark is
    // left out, until the map is drawn nearer.
    const towns = [...map.querySelectorAll(".town")].map((text) => ({
      text, x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), below: Number(text.dataset.below),
      wide: [...text.textContent].reduce((sum, letter) => sum + (letter > "\u2e80" ? 1.05 : 0.58), 0),
    }));

    function nameTowns(size, letter) {
      const taken = [];
      const isIn = ({ x, y }) => x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
      const shown = marks.filter((mark) => isIn(mark) && !mark.circle.parentElement.hasAttribute("hidden"));
      const kept = new Set(shown.map(({ x, y }) => `${x} ${y}`));
      const near = shown.length > MOST_NAMED ? [] : towns.filter((town) => kept.has(`${town.x} ${town.y}`));
      const frames = shown.map((mark) => frame(mark, size));
      for (const { text } of towns) text.setAttribute("hidden", "");
      for (const { text, x, y, below, wide } of near) {
        const box = { left: x - (wide * letter) / 2, right: x + (wide * letter) / 2, top: y + below * size + letter * 0.1, bottom: y + below * size + letter * 1.3 };
        const isFree = [...taken, ...frames].every((one) =>
          box.right < one.left || box.left > one.right || box.bottom < one.top || box.top > one.bottom);
        text.toggleAttribute("hidden", !isFree);
        if (!isFree) continue;
        taken.push(box);
        for (const [name, value] of Object.entries({ y: box.bottom - letter * 0.3, "font-size": letter })) text.setAttribute(name, value.toFixed(2));
      }
    }

    const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
    // the first of the parts of a length that are seen: within the whole, or around the middle of it
    const fitIn = (first, seen, whole) => (seen > whole ? (whole - seen) / 2 : clamp(first, 0, whole - seen));

    function shapeOf() {
      const box = map.getBoundingClientRect();
      const ratio = box.width ? box.height / box.width : height / width;
      return { ratio, widest: Math.max(width, height / ratio), grown: clamp(BROAD / (box.width || BROAD), 1, 2.4) };
    }

    function apply() {
      const { ratio, widest, grown } = shapeOf();
      view.width = clamp(view.width, NEAREST, widest);
      view.height = view.width * ratio;
      view.x = fitIn(view.x, view.width, width);
      view.y = fitIn(view.y, view.height, height);
      map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
      const zoom = view.width / width;
      const size = zoom ** 0.75 * grown;
      for (const { circle, r, x, y, dx, dy } of marks) {
        const place = { r: r * size, cx: x + dx * size, cy: y + dy * size };
        for (const [name, value] of Object.entries(place)) circle.setAttribute(name, value.toFixed(2));
      }
      map.style.setProperty("--zoom", String(zoom * grown));
      nameTowns(size, (view.width / (map.getBoundingClientRect().width || BROAD)) * 12.5);
    }

    const isSeen = ({ x, y }) => x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
    const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

    // What a button zooms to: where the reader pointed last, else the plants in sight, else the middle of the map.
    function findTarget() {
      if (aim && isSeen(aim)) return aim;
      const seen = marks.filter((mark) => isSeen(mark) && !mark.circle.parentElement.hasAttribute("hidden"));
      if (!seen.length) return { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      const [x, y] = [middle(seen.map((mark) => mark.x)), middle(seen.map((mark) => mark.y))];
      const far = (mark) => Math.hypot(mark.x - x, mark.y - y);
      return seen.reduce((best, mark) => (far(mark) < far(best) ? mark : best));
    }

    function zoom(by, { x, y }) {
      const next = clamp(view.width * by, NEAREST, shapeOf().widest);
      const share = next / view.width;
      view = { ...view, x: x - (x - view.x) * share, y: y - (y - view.y) * share, width: next };
      apply();
    }

    // A view that holds all of some marks, as near as it can be.
    function showAll(shown) {
      const [xs, ys] = [shown.map((mark) => mark.x), shown.map((mark) => mark.y)];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const [across, down] = [Math.max(...xs) - left, Math.max(...ys) - top];
      const { ratio } = shapeOf();
      view.width = Math.max(across, down / ratio) * 1.25 + 40;
      view.x = left + (across - view.width) / 2;
      view.y = top + (down - view.width * ratio) / 2;
      apply();
    }

    function find(event) {
      const box = map.getBoundingClientRect();
      return {
        x: view.x + ((event.clientX - box.left) / box.width) * view.width,
        y: view.y + ((event.clientY - box.top) / box.height) * view.height,
      };
    }

    map.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      aim = find(event);
      zoom(event.deltaY > 0 ? 1.25 : 0.8, aim);
    }, { passive: false });
    let held = null;
    map.addEventListener("pointerdown", (event) => {
      aim = find(event);
      if (event.button === 0 && event.isPrimary && !event.target.closest(".spot")) held = aim;
    });
    window.addEventListener("pointermove", (event) => {
      if (!held) return;
      const { x, y } = find(event);
      view = { ...view, x: view.x + held.x - x, y: view.y + held.y - y };
      apply();
    });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => { held = null; });
    // a mark that is reached by keyboard is brought into sight
    map.addEventListener("focusin", (event) => {
      const mark = marks.find(({ circle }) => circle.parentElement === event.target);
      if (!mark) return;
      aim = mark;
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
        aim = null;
        view = { x: 0, y: 0, width: Infinity, height };
        apply();
      } else if (way) zoom(way === "in" ? 0.6 : 1 / 0.6, findTarget());
    });
    window.addEventListener("resize", apply);
    if (marks.length) showAll(marks);
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
