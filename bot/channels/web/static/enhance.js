// What an entry can do beyond its HTML: ticks that stay, deadlines that count down, a button that copies.
import { copy } from "./tools.js";

const minute = 60000;

export function enhance(root) {
  for (const form of root.querySelectorAll("[data-checklist]")) keepTicks(form);
  for (const time of root.querySelectorAll("[data-deadline]")) countDown(time);
  const replies = root.matches && root.matches(".tc-entry--bot") ? [root] : root.querySelectorAll(".tc-entry--bot");
  for (const reply of replies) addCopy(reply);
}

function keepTicks(form) {
  const entry = form.closest("[data-entry]").dataset.entry;
  for (const input of form.querySelectorAll("[data-item]:enabled")) {
    const key = "think-cyber-tick:" + entry + ":" + input.dataset.item;
    const kept = localStorage.getItem(key);
    if (kept) input.checked = kept === "yes";
    input.addEventListener("change", () => localStorage.setItem(key, input.checked ? "yes" : "no"));
  }
}

function countDown(time) {
  const at = Date.parse(time.dateTime);
  const words = time.textContent.trim();
  const show = () => {
    const left = at - Date.now();
    time.closest(".tc-due").classList.toggle("tc-due--passed", left <= 0);
    time.textContent = words + (left > 0 ? " (" + inWords(left) + " left)" : " (passed)");
  };
  show();
  setInterval(show, minute);
}

function inWords(milliseconds) {
  const minutes = Math.ceil(milliseconds / minute);
  const hours = Math.floor(minutes / 60);
  const parts = hours >= 48 ? [count(Math.floor(hours / 24), "day"), count(hours % 24, "hour")] : [count(hours, "hour"), count(minutes % 60, "minute")];
  return parts.filter(Boolean).join(" ") || "less than a minute";
}

function count(number, unit) {
  return number ? number + " " + unit + (number === 1 ? "" : "s") : "";
}

function addCopy(entry) {
  if (entry.querySelector("[data-copy]")) return;
  const tools = document.createElement("div");
  tools.className = "tc-entry__tools";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tc-link-button";
  button.dataset.copy = "";
  button.textContent = "Copy this message";
  button.addEventListener("click", () => copy(entry.querySelector(".tc-entry__body"), button));
  tools.append(button);
  entry.append(tools);
}
