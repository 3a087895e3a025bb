// The list of messages. Every entry has an id and is shown once, however often and by whichever way it comes.
import { enhance } from "./enhance.js";
import { entries } from "./page.js";

const near = 120;

function shown(id) {
  return document.getElementById("e-" + id);
}

function fromServer(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector(".tc-entry");
}

export function atBottom() {
  const last = entries.lastElementChild;
  return !last || last.getBoundingClientRect().bottom < window.innerHeight + near;
}

// Adds an entry from the server; the user's own, already on the page, only takes over the server's wording.
export function add(entry) {
  const present = shown(entry.id);
  if (present && !present.dataset.pending) return present;
  const fresh = fromServer(entry.html);
  if (present) {
    settle(present, fresh);
    return present;
  }
  const follow = atBottom();
  const turn = entry.id.split(".")[0];
  const siblings = [...entries.children].filter((item) => item.dataset.entry.split(".")[0] === turn);
  const previous = siblings[siblings.length - 1];
  if (entry.who === "bot" && previous) previous.after(fresh);
  else entries.append(fresh);
  enhance(fresh);
  if (follow) (shown(turn) || fresh).scrollIntoView({ block: "start" });
  return fresh;
}

export function unsent() {
  return entries.querySelector(".tc-entry--failed") !== null;
}

// After a reload the latest turn is where reading goes on.
export function showLatest() {
  const users = entries.querySelectorAll(".tc-entry--user");
  if (users.length && !location.hash) users[users.length - 1].scrollIntoView({ block: "start" });
}

function settle(present, fresh) {
  const text = present.querySelector(".tc-plain");
  const wording = fresh.querySelector(".tc-plain").textContent;
  if (text.textContent !== wording) text.textContent = wording;
  present.querySelector(".tc-entry__time").textContent = fresh.querySelector(".tc-entry__time").textContent;
  state(present, "");
  delete present.dataset.pending;
}

// Shows the user's message at once, before the server has it.
export function addPending(id, text) {
  const item = document.createElement("li");
  item.className = "tc-entry tc-entry--user";
  item.id = "e-" + id;
  item.dataset.entry = id;
  item.dataset.pending = "yes";
  const who = document.createElement("p");
  who.className = "tc-entry__who";
  const time = document.createElement("time");
  time.className = "tc-entry__time";
  who.append("You ", time);
  const body = document.createElement("div");
  body.className = "tc-entry__body";
  const words = document.createElement("p");
  words.className = "govuk-body tc-plain";
  words.textContent = text;
  body.append(words);
  item.append(who, body);
  entries.append(item);
  item.scrollIntoView({ block: "nearest" });
  return item;
}

// The line under a message of the user: sending, not sent with a way to try again, or nothing.
export function state(item, words, retry) {
  let line = item.querySelector(".tc-entry__state");
  item.classList.toggle("tc-entry--failed", Boolean(retry));
  if (!words) {
    if (line) line.remove();
    return;
  }
  if (!line) {
    line = document.createElement("p");
    line.className = "tc-entry__state";
    item.append(line);
  }
  line.textContent = words + " ";
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary tc-choice--small";
    button.textContent = "Try again";
    button.addEventListener("click", retry);
    line.append(button);
  }
}
