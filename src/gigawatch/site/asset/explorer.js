"use strict";

// The controls of the index explorer. Every setting stands in the address behind the mark, so that it can be shared.

(() => {
  const data = JSON.parse(document.getElementById("explorer-numbers").textContent);
  const table = composite.read(data);
  const form = document.getElementById("explorer");
  const body = document.querySelector("#explorer-table tbody");
  const told = document.getElementById("explorer-told");
  const lang = document.documentElement.lang;
  const decimals = new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });
  const sliders = [...form.querySelectorAll("input[data-weight]")];
  const varied = [...form.querySelectorAll("input[name=vary]")];
  const { year, part, scale, amounts, alpha, runs } = form.elements;
  const ALL = varied.map((box) => box.value);

  const say = (key, values = {}) =>
    data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // The years' own parts: what is not computed cannot be asked for.
  function offerParts() {
    const { published } = table.years.find((one) => one.period === year.value);
    const wanted = part.value;
    part.replaceChildren(...[...published.keys()].map((code) => make("option", data.parts[code], { value: code })));
    part.value = published.has(wanted) ? wanted : part.options[0].value;
  }

  // The compared units: those ranked in the year and part, without the reader's crossed out ones.
  function rankedUnits() {
    const rows = table.years.find((one) => one.period === year.value).published.get(part.value);
    return [...rows.values()].filter((row) => row[2] !== null).map((row) => row[0]);
  }

  function unitBoxes() {
    return [...form.querySelectorAll("input[name=unit]")];
  }

  function offerUnits(out) {
    const list = document.getElementById("explorer-units");
    const units = rankedUnits().sort((a, b) => data.names[a].localeCompare(data.names[b], lang));
    list.replaceChildren(...units.map((unit) => {
      const box = make("input", [], { type: "checkbox", name: "unit", value: data.units[unit] });
      box.checked = !out.has(data.units[unit]);
      return make("label", [box, " ", data.names[unit]]);
    }));
  }

  function leftOut() {
    return new Set(unitBoxes().filter((box) => !box.checked).map((box) => box.value));
  }

  function settings() {
    const out = leftOut();
    return {
      year: year.value,
      part: part.value,
      scale: scale.value,
      amounts: amounts.value,
      alpha: Number(alpha.value),
      runs: Number(runs.value),
      weights: Object.fromEntries(sliders.map((one) => [one.dataset.weight, Number(one.value)])),
      vary: new Set(varied.filter((box) => box.checked).map((box) => box.value)),
      units: rankedUnits().filter((unit) => !out.has(data.units[unit])),
    };
  }

  const published = (own) => ({
    ...own, scale: "minmax", amounts: "asinh", alpha: 0, weights: {}, vary: new Set(), runs: 0,
  });

  // The settings other than the published ones, as the address tells them.
  function writeAddress(own) {
    const told = new URLSearchParams();
    if (own.year !== table.years[0].period) told.set("year", own.year);
    if (own.part !== part.options[0].value) told.set("part", own.part);
    for (const [code, weight] of Object.entries(own.weights)) if (weight !== 1) told.set(`w.${code}`, weight);
    for (const control of [scale, amounts, alpha, runs]) {
      if (control.value !== initial(control)) told.set(control.name, control.value);
    }
    const kept = ALL.filter((name) => !own.vary.has(name));
    if (kept.length) told.set("fixed", kept.join(" "));
    const out = leftOut();
    if (out.size) told.set("without", [...out].join(" "));
    const hash = told.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    for (const other of document.querySelectorAll("a.language")) {
      other.href = other.getAttribute("href").split("#")[0] + (hash ? `#${hash}` : "");
    }
  }

  function initial(control) {
    if (control.tagName !== "SELECT") return control.defaultValue;
    return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0]).value;
  }

  // A setting from the address; what the control does not know is passed over.
  function choose(control, value) {
    if (value === null) return;
    const isKnown = control.tagName === "SELECT"
      ? [...control.options].some((option) => option.value === value)
      : value !== "" && Number.isFinite(Number(value));
    if (isKnown) control.value = value;
  }

  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    form.reset();
    choose(year, asked.get("year") ?? table.years[0].period);
    offerParts();
    part.value = part.options[0].value;
    choose(part, asked.get("part"));
    for (const control of [scale, amounts, alpha, runs]) choose(control, asked.get(control.name));
    for (const slider of sliders) choose(slider, asked.get(`w.${slider.dataset.weight}`));
    const fixed = new Set((asked.get("fixed") ?? "").split(" "));
    for (const box of varied) box.checked = !fixed.has(box.value);
    offerUnits(new Set((asked.get("without") ?? "").split(" ")));
    show();
  }

  // What share of its parent each slider stands for, of what is computed in the year.
  function showShares(own) {
    const here = new Set(table.years.find((one) => one.period === own.year).columns.map((one) => one.indicator.code));
    const parents = new Set([...table.indicators].filter((one) => here.has(one.code)).map((one) => one.parent));
    const weight = (slider) => Number(slider.dataset.own) * Number(slider.value);
    for (const slider of sliders) {
      const isHere = slider.dataset.parent ? here.has(slider.dataset.weight) : parents.has(slider.dataset.weight);
      const family = sliders.filter((other) => other.dataset.parent === slider.dataset.parent
        && (other.dataset.parent ? here : parents).has(other.dataset.weight));
      const total = family.reduce((sum, other) => sum + weight(other), 0);
      slider.disabled = !isHere;
      const text = !isHere ? say("unused") : total > 0 ? percent.format(weight(slider) / total) : "–";
      slider.setAttribute("aria-valuetext", text);
      slider.nextElementSibling.textContent = text;
    }
    alpha.nextElementSibling.textContent = percent.format(own.alpha);
    alpha.setAttribute("aria-valuetext", percent.format(own.alpha));
  }

  function range(ends, format) {
    if (!ends) return "–";
    const [low, high] = ends.map((end) => format.format(end));
    return low === high ? low : `${low}–${high}`;
  }

  function drawBar(one, most) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    for (const [name, value] of Object.entries({
      class: "interval", viewBox: "0 0 100 10", width: 100, height: 10, "aria-hidden": "true", focusable: "false",
      preserveAspectRatio: "none",
    })) svg.setAttribute(name, value);
    const step = 100 / most;
    const parts = [["span", one.rankEnds ?? [one.rank, one.rank], 3, 4], ["point", [one.rank, one.rank], 1, 8]];
    for (const [name, [low, high], y, height] of parts) {
      const rect = document.createElementNS(space, "rect");
      const place = { class: name, x: (low - 1) * step, width: (high - low + 1) * step, y, height };
      for (const [key, value] of Object.entries(place)) rect.setAttribute(key, value);
      svg.append(rect);
    }
    return svg;
  }

  function tellShift(before, now) {
    if (before === null) return say("rank.new");
    const shift = before - now;
    if (shift === 0) return say("rank.kept");
    return `${shift > 0 ? "▲" : "▼"} ${whole.format(Math.abs(shift))}`;
  }

  const isPublished = (own) => own.scale === "minmax" && own.amounts === "asinh" && own.alpha === 0
    && own.units.length === rankedUnits().length && Object.values(own.weights).every((weight) => weight === 1);

  // Every number leads to the published score of its unit; where the reader changed something, the link says so.
  function showRows(found, before, rows, more) {
    const lead = (one, text) => (text === "–" ? text : make("a", text, { href: rows.get(one.unit)[5], ...more }));
    const ranked = found.filter((one) => one.rank !== null);
    ranked.sort((a, b) => a.rank - b.rank || a.unit - b.unit);
    body.replaceChildren(...ranked.map((one) => make("tr", [
      make("td", lead(one, whole.format(one.rank)), { class: "num" }),
      make("td", tellShift(before.get(one.unit), one.rank), { class: "num shift" }),
      make("th", lead(one, data.names[one.unit]), { scope: "row" }),
      make("td", lead(one, decimals.format(one.score)), { class: "num", "data-score": one.score }),
      make("td", lead(one, range(one.scoreEnds, decimals)), { class: "num" }),
      make("td", lead(one, range(one.rankEnds, whole)), { class: "num" }),
      make("td", drawBar(one, ranked.length)),
    ], { "data-unit": data.units[one.unit] })));
    return ranked;
  }

  function tell(ranked, before, took) {
    const moved = ranked.filter((one) => before.get(one.unit) !== one.rank).length;
    const first = ranked.filter((one) => one.rank === 1).map((one) => data.names[one.unit]);
    const words = !ranked.length ? [say("told.none")] : [
      say("told.first", { name: first.join(", ") }),
      moved === 0 ? say("told.same") : say(moved === 1 ? "told.one" : "told.moved", { n: moved, m: ranked.length }),
    ];
    told.textContent = words.join(lang.startsWith("zh") ? "" : " ");
    const note = document.getElementById("explorer-took");
    note.textContent = say("told.took", { ms: whole.format(Math.max(1, took)) });
    note.dataset.took = took;
  }

  function show() {
    const own = settings();
    const rows = table.years.find((one) => one.period === own.year).published.get(own.part);
    const start = performance.now();
    const found = composite.work(table, own);
    const took = performance.now() - start;
    const before = new Map(composite.work(table, published(own)).map((one) => [one.unit, one.rank]));
    showShares(own);
    const isOwn = !isPublished(own);
    tell(showRows(found, before, rows, isOwn ? { title: say("leads.title") } : {}), before, took);
    document.getElementById("explorer-leads").textContent = say(isOwn ? "leads.changed" : "leads.published");
    writeAddress(own);
  }

  let asked = 0;
  function showSoon() {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(show);
  }

  form.addEventListener("input", (event) => {
    const out = leftOut();
    if (event.target === year) offerParts();
    if (event.target === year || event.target === part) offerUnits(out);
    showSoon();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const act = event.target.dataset.act;
    if (act === "reset") {
      history.replaceState(null, "", location.pathname + location.search);
      readAddress();
    }
    if (act === "all" || act === "none" || act === "first") {
      const rows = table.years.find((one) => one.period === year.value).published.get(part.value);
      const first = new Set([...rows.values()].filter((row) => row[2] !== null && row[2] <= 12).map((row) => data.units[row[0]]));
      for (const box of unitBoxes()) box.checked = act === "all" || (act === "first" && first.has(box.value));
      showSoon();
    }
  });
  window.addEventListener("hashchange", readAddress);
  form.hidden = false;
  readAddress();
})();
