"use strict";

// Search as one types. A server that answers questions is asked for things, facts and passages; where there is none
// (the pages opened from disk, or any other server) the list of names that lies beside the pages is searched instead.

const siteSearch = (() => {
  const form = document.querySelector("form.search");
  const input = form.elements.q;
  const page = document.getElementById("search-found");
  const told = document.getElementById("search-told");
  const home = new URL("index.html", siteScript);
  const questions = new URL("../api/v1/search", siteScript);
  Object.assign(input, { autocomplete: "off", spellcheck: false });
  const lang = document.documentElement.lang.slice(0, 2);
  const CHUNK = /[\u3400-\u9fff]+|[^\s\p{P}\p{S}\u3400-\u9fff]+(?:\.\d+)?/gu;
  const FEW = 5;
  const MANY = 50;
  const lists = new Map();
  const waiting = new Map();
  const simple = new Map(); // traditional characters, each with the simplified one that the lists are written with
  let serves = location.protocol.startsWith("http");
  let turn = 0;

  // A list is a script that calls `take`; it is loaded once, when it is first needed. `signs` are pairs of characters.
  function take(name, rows, signs = "") {
    for (const [, traditional, simplified] of signs.matchAll(/(.)(.)/gu)) simple.set(traditional, simplified);
    for (const row of rows) row[3] = row[3].split("\n").flatMap((line) => write(line, row[0])).join("\n");
    lists.set(name, rows);
    waiting.get(name)?.(rows);
  }

  // A line that the list has in short: `=` is the name itself, after `~` stands pinyin by syllables.
  function write(line, name) {
    if (line === "=") return [split(name).join(" ")];
    if (!line.startsWith("~")) return [line];
    const syllables = line.slice(1).split(" ");
    return [syllables.join(""), syllables.join(" "), syllables.map((one) => one[0]).join("")];
  }

  function load(name) {
    if (lists.has(name)) return Promise.resolve(lists.get(name));
    return new Promise((done) => {
      const before = waiting.get(name);
      waiting.set(name, (rows) => {
        before?.(rows);
        done(rows);
      });
      if (before) return;
      const script = document.createElement("script");
      script.src = new URL(`search-${name}.js`, home).href;
      script.addEventListener("error", () => take(name, []));
      document.head.append(script);
    });
  }

  const simplify = (text) => Array.from(text, (sign) => simple.get(sign) ?? sign).join("");
  const split = (text) => text.normalize("NFKC").toLowerCase().match(CHUNK) ?? [];

  // How well a row fits: 0 for the name that it is shown by, 1 for another name of it, 2 for the beginning of one, 3 where
  // every word is there, else nothing.
  function fit(row, words, whole) {
    const lines = row[3].split("\n");
    if (lines.includes(whole)) return split(row[0]).join(" ") === whole ? 0 : 1;
    const joined = words.join(""); // pinyin in several words: ningde shidai
    if (lines.some((line) => line.startsWith(whole) || line.startsWith(joined))) return 2;
    const text = ` ${row[3].replaceAll("\n", " ")}`;
    const has = (word) => text.includes(/[\u3400-\u9fff]/.test(word) ? word : ` ${word}`);
    return words.every(has) ? 3 : null;
  }

  async function lookUp(name, asked, most) {
    const rows = await load(name);
    const words = asked.map(simplify);
    const whole = words.join(" ");
    const fits = rows.map((row) => [fit(row, words, whole), row]).filter(([how]) => how !== null);
    fits.sort((a, b) => a[0] - b[0]);
    return fits.slice(0, most).map(([, [title, text, address]]) => ({ name: title, text, page: address }));
  }

  async function ask(question, most) {
    if (!serves) return null;
    const address = new URL(questions);
    address.search = new URLSearchParams({ q: question, lang, limit: String(most) });
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) return await answer.json();
      serves = answer.status !== 404;
    } catch {
      serves = false;
    }
    return null;
  }

  async function find(question, most) {
    const words = split(question);
    if (!words.length) return [];
    const found = await ask(question, most);
    const groups = found
      ? [["things", found.things.map((one) => ({ ...one, text: "" }))], ["facts", found.facts], ["passages", found.passages]]
      : [["names", await lookUp("names", words, most)]];
    groups.push(["words", await lookUp("words", words, most)]);
    return groups.filter(([, hits]) => hits.length);
  }

  const cut = (text, most) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);

  function tellHit(one, most) {
    const link = make("a", one.name, { href: new URL(one.page, home).href });
    return make("li", one.text ? [link, " ", make("small", cut(one.text, most))] : link);
  }

  function tellGroups(groups, level, most) {
    return groups.map(([name, hits]) => make("section", [
      make(level, siteWords[name]),
      make("ul", hits.map((one) => tellHit(one, most)), { class: "plain" }),
    ]));
  }

  const count = (groups) => groups.reduce((sum, [, hits]) => sum + hits.length, 0);
  const tellCount = (groups) =>
    groups.length ? siteWords.count.replace("{n}", String(count(groups))) : siteWords.none;

  // What is found while typing, under the box.
  const box = make("div", [], { class: "suggested", hidden: "" });
  const status = make("p", [], { class: "unseen", role: "status" });
  form.append(box, status);

  function close() {
    box.hidden = true;
    box.replaceChildren();
  }

  async function suggest() {
    turn += 1;
    const mine = turn;
    const question = input.value.trim();
    const groups = question ? await find(question, FEW) : [];
    if (mine !== turn) return;
    if (!question) {
      status.textContent = "";
      close();
      return;
    }
    const all = new URL(form.getAttribute("action"), location.href);
    all.search = new URLSearchParams({ q: question });
    const last = groups.length
      ? make("p", make("a", siteWords.all, { href: all.href }))
      : make("p", siteWords.none);
    box.replaceChildren(...tellGroups(groups, "h2", 90), last);
    box.hidden = false;
    status.textContent = tellCount(groups);
  }

  function walk(event) {
    if (event.isComposing) return; // the keys belong to the window of an input method
    if (event.key === "Escape") {
      close();
      input.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || box.hidden) return;
    const stops = [input, ...box.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  }

  input.addEventListener("input", suggest);
  form.addEventListener("keydown", walk);
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio], [type=range]), select, textarea")) return;
    event.preventDefault();
    input.focus();
  });

  // The page of all that is found.
  async function showPage() {
    const question = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    input.value = question;
    if (!question) return;
    const groups = await find(question, MANY);
    told.textContent = tellCount(groups);
    page.replaceChildren(...tellGroups(groups, "h2", 300));
    for (const other of document.querySelectorAll("a.language")) {
      other.href = `${other.getAttribute("href").split("?")[0]}?${new URLSearchParams({ q: question })}`;
    }
  }
  return { take, start: () => (page ? showPage() : undefined) };
})();
siteSearch.start();
