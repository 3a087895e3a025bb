// Messages to the bot: from the box, from choices, from checklists. One that did not arrive can be sent again.
import { add, addPending, state } from "./log.js";
import { base, box, composer, name, status } from "./page.js";

const error = document.getElementById("message-error");
const draft = "think-cyber-draft";

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function typing(on) {
  status.textContent = on ? name + " is answering" : "";
  status.classList.toggle("tc-status--typing", on);
}

function wordsOf(form, submitter) {
  const data = new FormData(form);
  const opening = submitter && submitter.name === "message" ? submitter.value : data.get("message") || "";
  const ticked = data.getAll("done");
  return ticked.length ? opening + " " + ticked.join(", ") : String(opening);
}

async function post(id, text, again) {
  const body = new URLSearchParams({ id, message: text });
  if (again) body.set("retry", "yes");
  const answer = await fetch(base + "/messages", { method: "POST", body, headers: { accept: "application/json" } });
  if (answer.ok) return (await answer.json()).entries;
  const refusal = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("why");
  throw new Refused(refusal ? refusal.textContent : "The server could not take the message.");
}

class Refused extends Error {}

async function deliver(item, id, text, again) {
  state(item, "Sending");
  const wait = setTimeout(() => typing(true), 400);
  try {
    for (const entry of await post(id, text, again)) add(entry);
    state(item, "");
    delete item.dataset.pending;
  } catch (problem) {
    // The live replies may have brought it back from the server before the line broke.
    if (!item.dataset.pending) return;
    const why = problem instanceof Refused ? problem.message : "Not sent: there is no connection.";
    state(item, why, () => deliver(item, id, text, true));
    status.textContent = why;
    return;
  } finally {
    clearTimeout(wait);
    status.classList.remove("tc-status--typing");
  }
  typing(false);
}

export function say(text) {
  const id = newId();
  return deliver(addPending(id, text), id, text, false);
}

function mark(empty) {
  error.hidden = !empty;
  document.getElementById("message-group").classList.toggle("govuk-form-group--error", empty);
  box.classList.toggle("govuk-textarea--error", empty);
  if (empty) {
    box.setAttribute("aria-invalid", "true");
    box.focus();
  } else {
    box.removeAttribute("aria-invalid");
  }
}

export function start() {
  // Old browsers do not say which button sent a form.
  let pressed = null;
  document.addEventListener("click", (event) => (pressed = event.target.closest("button")), true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-say]")) return;
    event.preventDefault();
    if (form.matches("[data-checklist]") && !form.querySelector("[name=done]:checked:enabled")) {
      status.textContent = "Tick what is done first.";
      form.querySelector(".tc-checklist__note").textContent = "Tick what is done first.";
      return;
    }
    const text = wordsOf(form, event.submitter || pressed).trim();
    if (form === composer) {
      mark(!text);
      if (!text) return;
      box.value = "";
      sessionStorage.removeItem(draft);
    }
    if (text) say(text);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.querySelector("button").click();
  });
  box.addEventListener("input", () => {
    mark(false);
    sessionStorage.setItem(draft, box.value);
  });
  // Enter was pressed before this script was here, and left a line break in the box.
  if (/\S\s*\n$/.test(box.value)) composer.querySelector("button").click();
  else if (!box.value) box.value = sessionStorage.getItem(draft) || "";
}
