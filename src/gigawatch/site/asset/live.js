"use strict";

// What a page gains where `gigawatch serve` answers: the choice of a day, and a notice when a newer build is in place.
// The server says that it answers, and of which build a page is, in the header Server-Timing; where nobody says so, from
// disk or any other server, nothing is asked. Nothing is ever reloaded unasked.

const siteLive = (() => {
  const told = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
  const build = told.find((one) => one.name === "build")?.description;
  const [OFTEN, SELDOM] = [60_000, 960_000];
  let wait = OFTEN;
  let timer = null;

  // Asked with the entity tag of the last answer, by the browser's own store of answers; a fault makes it wait longer.
  async function ask() {
    try {
      const answer = await fetch(new URL("../build", siteScript), { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.statusText);
      wait = OFTEN;
      if ((await answer.json()).build !== build) return notify();
    } catch {
      wait = Math.min(wait * 2, SELDOM);
    }
    return plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, wait);
  }

  const back = () => (document.hidden ? clearTimeout(timer) : ask());

  function notify() {
    document.removeEventListener("visibilitychange", back);
    const reload = make("button", siteWords.reload, { type: "button" });
    const later = make("button", siteWords.later, { type: "button" });
    reload.addEventListener("click", () => location.reload());
    later.addEventListener("click", () => region.replaceChildren());
    region.replaceChildren(make("p", [siteWords.newer, " ", reload, " ", later])); // two questions may be under way at once
  }

  const region = make("div", [], { class: "newer", role: "status", "aria-live": "polite" });
  if (build) {
    document.body.append(region);
    document.addEventListener("visibilitychange", back);
    plan();
  }
  // A page that is kept by day asks for itself as it was on another.
  const kept = document.querySelector("main[data-day]");
  if (kept && told.some((one) => one.name === "ledger")) {
    const day = make("input", [], { type: "date", name: "as_of", required: "" });
    const show = make("button", siteWords.show, { type: "submit" });
    const form = { class: "then", method: "get", action: location.pathname };
    kept.append(make("form", [make("label", [`${siteWords.day} `, day]), " ", show], form));
  }
  return { ask };
})();
