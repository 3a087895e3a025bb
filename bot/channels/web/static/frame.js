// In a council's own page: take the title and colour that the embedding page asks for, and open links outside the frame.
import { say } from "./send.js";
import { entries } from "./page.js";

export function start() {
  if (window.parent === window) return;
  document.documentElement.classList.add("tc-framed");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='http']");
    if (link && link.origin !== location.origin) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
  });
  // Who may embed us is decided by the server (frame-ancestors); the parent is therefore one of those.
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || event.data.type !== "think-cyber:settings") return;
    const { title, accent, ink, welcome, ask } = event.data;
    if (title) document.querySelector(".tc-header__name").textContent = String(title).slice(0, 60);
    if (welcome) document.querySelector("[data-welcome]").textContent = String(welcome).slice(0, 300);
    if (/^#[0-9a-f]{6}$/i.test(accent) && /^#[0-9a-f]{6}$/i.test(ink)) {
      document.documentElement.style.setProperty("--tc-head", accent);
      document.documentElement.style.setProperty("--tc-on-head", ink);
    }
    if (ask && !entries.children.length) say(String(ask).slice(0, 300));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.parent.postMessage({ type: "think-cyber:close" }, "*");
  });
  window.parent.postMessage({ type: "think-cyber:ready" }, "*");
}
