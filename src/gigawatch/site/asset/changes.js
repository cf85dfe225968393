"use strict";

// Changes between two dates. The list of all changes is a script beside the page, which is loaded when it is first
// needed; the dates stand in the address, as a server without a script is asked for them.

const siteChanges = (() => {
  const form = document.getElementById("between");
  const told = document.getElementById("changes-told");
  const place = document.getElementById("changes");
  const parts = document.querySelectorAll("nav.parts");
  const lang = document.documentElement.lang;
  const [comma, colon] = lang.startsWith("zh") ? ["，", "："] : [", ", ": "];
  const whole = new Intl.NumberFormat(lang);
  const FIELDS = [
    "day", "known", "kind", "word", "subject", "subjectPage", "measure", "when", "status", "statusWord", "scope",
    "before", "beforePage", "after", "afterPage", "reason",
  ];
  const NAMES = ["from", "to"];
  const most = Number(form.dataset.most);
  const home = new URL(form.dataset.home, location.href);
  const written = lang === "en" ? "en-GB" : lang; // the day before the month, as everywhere on the site
  const months = new Intl.DateTimeFormat(written, { year: "numeric", month: "long", timeZone: "UTC" });
  const days = new Intl.DateTimeFormat(written, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
  const own = { lines: [...place.childNodes], told: told.textContent };
  let isNarrow = false; // the server was asked for two dates: the page does not hold what there is besides
  let changes = null;
  const load = loader(new URL(form.dataset.list, location.href).href);
  let turn = 0;

  function take(rows) {
    changes = rows.map((row) => Object.fromEntries(FIELDS.map((field, at) => [field, row[at]])));
  }

  const lead = (text, page) => (page ? make("a", text, { href: new URL(page, home).href }) : text);
  // A text as it is, or in pieces where it holds words of another language: each with that language's tag, or none.
  const spell = (pieces) => typeof pieces === "string" ? pieces : pieces.map(([words, tag]) => (tag ? make("span", words, { lang: tag }) : words));

  const write = (iso, format) => format.format(new Date(`${iso}T00:00:00Z`));

  function draw(one) {
    const line = [make("span", one.word, { class: `chip ${one.kind}` }), " ", lead(one.subject, one.subjectPage), comma, one.measure];
    if (one.status) line.push(" ", make("span", one.statusWord, { class: `status ${one.status}` }));
    line.push(colon);
    const isNew = one.kind === "added";
    if (!isNew && one.before) {
      line.push(make("span", lead(one.before, one.beforePage), { class: "was" }));
      if (one.after) line.push(" ", make("span", "→", { "aria-hidden": "true" }), " ", make("span", form.dataset.now, { class: "unseen" }));
      line.push(" ");
    }
    if (one.after) line.push(make("strong", lead(one.after, one.afterPage)));
    const about = [];
    if (one.when) about.push(`${form.dataset.valid} ${one.when}`);
    if (one.scope) about.push(make("span", spell(one.scope)));
    if (isNew && one.before) about.push(lead(one.before, one.beforePage));
    if (one.reason) about.push(make("span", spell(one.reason)));
    line.push(" ", make("small", about.flatMap((part, at) => (at ? [" · ", part] : [part]))));
    return make("li", line);
  }

  function group(lines, key) {
    const found = new Map();
    for (const line of lines) found.set(key(line), [...(found.get(key(line)) ?? []), line]);
    return [...found];
  }

  const drawDays = (lines) => group(lines, (line) => line.day).flatMap(([day, ones]) => [
    make("h3", make("time", ones[0].known, { datetime: day })), make("ul", ones.map(draw), { class: "changes" }),
  ]);

  const drawSection = (id, title, inside) => make("section", [make("h2", title, { id }), ...inside], { class: "month", "aria-labelledby": id });

  const drawMonth = ([month, lines]) => drawSection(`m${month}`, write(`${month}-01`, months), drawDays(lines));

  // What sources published comes first; statuses that went stale since, which is computed, stand by themselves below it.
  function drawLines(lines) {
    const newest = changes.find((line) => line.kind !== "aged")?.day ?? "";
    const isAhead = (line) => line.kind === "aged" && line.day > newest;
    const shown = [...lines.filter((line) => !isAhead(line)), ...lines.filter(isAhead)].slice(0, most);
    const drawn = group(shown.filter((line) => !isAhead(line)), (line) => line.day.slice(0, 7)).map(drawMonth);
    const ahead = shown.filter(isAhead);
    if (!ahead.length) return drawn;
    const words = fill(form.dataset.aheadNote, { day: write(newest, days) });
    const note = make("p", [`${words} `, make("a", form.dataset.ageing, { href: new URL("method.html#ageing", home).href })], { class: "note" });
    return [...drawn, drawSection("ahead", form.dataset.ahead, [note, ...drawDays(ahead)])];
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function tell(asked, lines) {
    const values = {
      n: whole.format(lines.length),
      from: asked.from ? write(asked.from, days) : form.dataset.start,
      to: asked.to ? write(asked.to, days) : form.dataset.end,
    };
    const more = lines.length > most ? ` ${fill(form.dataset.more, { n: whole.format(most) })}` : "";
    return lines.length ? fill(form.dataset.count, values) + more : fill(form.dataset.none, values);
  }

  async function show(asked) {
    const mine = (turn += 1);
    const isAll = !asked.from && !asked.to;
    if (isAll && isNarrow) {
      location.assign(form.action);
      return;
    }
    if (asked.from && asked.to && asked.from > asked.to) {
      told.textContent = form.dataset.reversed;
      return;
    }
    if (!isAll) await load();
    if (mine !== turn) return; // other dates were chosen while the list was on its way
    if (!isAll && !changes) {
      told.textContent = form.dataset.lacking;
      return;
    }
    const lines = isAll ? [] : changes.filter((one) => (!asked.from || one.day > asked.from) && (!asked.to || one.day <= asked.to));
    place.replaceChildren(...(isAll ? own.lines : drawLines(lines)));
    for (const nav of parts) nav.hidden = !isAll;
    told.textContent = isAll ? "" : tell(asked, lines);
    document.getElementById("exact")?.remove(); // it was of the dates that the server was asked
    writeAddress(asked);
  }

  function writeAddress(asked) {
    const set = new URLSearchParams(NAMES.filter((name) => asked[name]).map((name) => [name, asked[name]])).toString();
    history.replaceState(null, "", location.pathname + (set ? `?${set}` : ""));
    for (const other of document.querySelectorAll("a.language")) {
      other.href = other.getAttribute("href").split("?")[0] + (set ? `?${set}` : "");
    }
  }

  const asked = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));

  function start() {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(asked());
    });
    form.addEventListener("change", () => show(asked()));
    const set = new URLSearchParams(location.search);
    const given = NAMES.map((name) => [name, set.get(name) ?? ""]).filter(([, value]) => value);
    if (!given.length) return;
    for (const [name, value] of given) form.elements[name].value = value;
    const wrong = given.find(([name, value]) => form.elements[name].value !== value); // a field of dates takes no other
    if (wrong) {
      told.textContent = fill(form.dataset.bad, { given: wrong[1] });
      return;
    }
    isNarrow = Boolean(form.dataset.served);
    if (!isNarrow) show(asked());
  }
  return { take, start };
})();
siteChanges.start();
