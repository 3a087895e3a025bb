// Replies as they come. A page that is not seen lets go of its connection, because browsers allow few of them.
import { add, unsent } from "./log.js";
import { base, entries, status } from "./page.js";
import { typing } from "./send.js";

const lost = "Connection lost. Trying again.";
const longestWait = 30000;
let source = null;
let wait = 1000;
let timer = 0;

function lastSeen() {
  const items = [...entries.children].filter((item) => !item.dataset.pending);
  return items.length ? items[items.length - 1].dataset.entry : "";
}

function close() {
  clearTimeout(timer);
  if (source) source.close();
  source = null;
}

function open() {
  close();
  source = new EventSource(base + "/events?after=" + encodeURIComponent(lastSeen()));
  source.addEventListener("open", () => {
    wait = 1000;
    if (status.textContent === lost) status.textContent = "";
  });
  source.addEventListener("entry", (event) => add(JSON.parse(event.data)));
  source.addEventListener("typing", () => typing(true));
  source.addEventListener("idle", () => typing(false));
  source.addEventListener("reset", () => location.reload());
  source.addEventListener("error", () => {
    // That a message was not sent matters more, and says that the line is down.
    if (!unsent()) status.textContent = lost;
    if (source && source.readyState === EventSource.CLOSED) {
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, longestWait);
    }
  });
}

export function listen() {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("online", open);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && open());
  if (!document.hidden) open();
}
