// Print and copy.
import { entries } from "./page.js";

function textOf(element) {
  const twin = element.cloneNode(true);
  for (const part of twin.querySelectorAll("button, .tc-choices, .tc-feedback, .tc-entry__tools, .tc-checklist__note")) part.remove();
  for (const link of twin.querySelectorAll("a[href^='https']")) link.append(" <" + link.href + ">");
  for (const block of twin.querySelectorAll("p, li, h3, h4, h5, dt, dd, blockquote, section")) block.append("\n");
  return twin.textContent.replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}

export async function copy(element, button) {
  const label = button.textContent;
  button.textContent = (await toClipboard(textOf(element))) ? "Copied" : "Copying is not allowed here";
  setTimeout(() => (button.textContent = label), 2500);
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages served without https have no clipboard object; the old way still works there.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "govuk-visually-hidden";
    document.body.append(area);
    const focused = document.activeElement;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused) focused.focus();
    return done;
  }
}

// What is folded away on the screen is on the paper.
function unfold() {
  const folded = document.querySelectorAll(".tc-entry details:not([open])");
  for (const details of folded) details.open = true;
  window.addEventListener("afterprint", () => folded.forEach((details) => (details.open = false)), { once: true });
}

export function start() {
  window.addEventListener("beforeprint", unfold);
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  const all = document.querySelector("[data-copy-all]");
  all.addEventListener("click", () => copy(entries, all));
}
