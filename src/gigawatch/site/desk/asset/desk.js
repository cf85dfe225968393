"use strict";

// Single keys beside the buttons and links of the desk. Each element names its key in `data-key`; without this script
// everything is done by the buttons. That keys are switched off is the one thing that is stored, on this machine alone.

const OFF = "gigawatch-desk-keys-off";
const reason = document.getElementById("why");
const told = document.querySelector(".pending");
const toggle = document.querySelector(".keys .switch");
let chosen = null;

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false; // a browser that stores nothing
  }
}

function switchKeys(off) {
  try {
    if (off) localStorage.setItem(OFF, "yes");
    else localStorage.removeItem(OFF);
  } catch {
    // switched for this page only
  }
  showSwitch(off);
}

function showSwitch(off) {
  document.body.classList.toggle("keys-off", off);
  if (!toggle) return;
  toggle.hidden = false;
  toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off;
  toggle.dataset.state = off ? "off" : "on";
}

function choose(button) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = button;
  if (button) button.classList.add("chosen");
  if (told) told.textContent = button ? `${button.firstChild.textContent.trim()}: ${told.dataset.told}` : "";
}

function decide(button) {
  if (!reason || reason.value.trim()) {
    button.form.requestSubmit(button);
    return;
  }
  choose(button);
  reason.focus();
}

function step(by) {
  const rows = Array.from(document.querySelectorAll("a.row"));
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))].focus();
  return true;
}

function press(key) {
  const element = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!element || element.hidden) return (key === "j" && step(1)) || (key === "k" && step(-1));
  if (element.matches("button[name=verdict]")) decide(element);
  else if (element.matches("input[type=radio]")) pick(element);
  else if (element.matches("summary")) openKeys(element);
  else if (element.matches("[type=submit]")) element.form.requestSubmit(element);
  else element.click();
  return true;
}

function pick(radio) {
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function openKeys(summary) {
  summary.parentElement.open = !summary.parentElement.open;
  if (!summary.parentElement.open) return;
  summary.focus();
  summary.scrollIntoView({ block: "center" });
}

function isTyping(element) {
  return element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target === reason && chosen) {
    if (event.key === "Escape") {
      choose(null);
      reason.blur();
    } else if (event.key === "Enter") {
      event.preventDefault();
      chosen.form.requestSubmit(chosen);
    }
    return;
  }
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!isOff() && press(event.key)) event.preventDefault();
});

// One link leads to the form of a correction of the statement that is chosen; a table cell has none.
function aim() {
  const link = document.querySelector("a[data-correct]");
  const radio = document.querySelector("input[name=claim]:checked");
  if (!link || !radio) return;
  const own = document.querySelector(`a.correct[data-claim="${CSS.escape(radio.value)}"]`);
  link.hidden = !own;
  if (own) link.href = own.href;
}

document.addEventListener("change", aim);
aim();
if (toggle) toggle.addEventListener("click", () => switchKeys(toggle.dataset.state !== "off"));
showSwitch(isOff());
