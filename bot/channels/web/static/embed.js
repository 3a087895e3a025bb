// Puts the chat into a council's own page:
//   <script src="https://chat.council.example/webhooks/web/embed.js" defer
//           data-title="Cyber help" data-accent="#14506e" data-position="left"
//           data-welcome="Ask me about cyber resilience." data-ask="What can you do?"></script>
// Every attribute may be left out. The page's address must be among `embed_origins` in credentials.yml.
(() => {
  const script = document.currentScript;
  const { title = "Think Cyber", accent = "#14303f", position = "right", welcome = "", ask = "" } = script.dataset;
  const address = new URL("./", script.src);
  const colour = /^#[0-9a-f]{6}$/i.test(accent) ? accent : "#14303f";
  const ink = inkOn(colour);
  const layer = "2147483000";

  // White or black, whichever reads better on the colour; one of them always has a contrast of 4.5 or more.
  function inkOn(background) {
    const [red, green, blue] = [1, 3, 5].map((start) => {
      const part = parseInt(background.slice(start, start + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
  }

  function make(name, styles, text = "") {
    const element = document.createElement(name);
    Object.assign(element.style, { all: "revert", boxSizing: "border-box", font: "16px/1.4 Arial, Helvetica, sans-serif" }, styles);
    element.textContent = text;
    return element;
  }

  const side = position === "left" ? { left: "16px" } : { right: "16px" };
  const control = { background: colour, color: ink, border: `2px solid ${ink}`, padding: "10px 14px", cursor: "pointer", minHeight: "44px" };
  const opener = make("button", { ...control, ...side, position: "fixed", bottom: "16px", zIndex: layer, borderRadius: "6px" }, title);
  opener.type = "button";
  opener.setAttribute("aria-expanded", "false");

  const panel = make("section", {
    ...side, position: "fixed", bottom: "16px", zIndex: layer, display: "none", flexDirection: "column", background: "#ffffff",
    width: "min(420px, calc(100vw - 32px))", height: "min(640px, calc(100vh - 32px))", border: `2px solid ${colour}`, borderRadius: "6px", overflow: "hidden",
  });
  panel.setAttribute("aria-label", title);
  const bar = make("div", { display: "flex", gap: "8px", alignItems: "center", justifyContent: "flex-end", background: colour, padding: "4px 8px" });
  const apart = make("a", { color: ink, padding: "10px 4px", marginRight: "auto" }, "Open in its own tab");
  apart.href = address.href;
  apart.target = "_blank";
  apart.rel = "noopener";
  const closer = make("button", { ...control, border: "2px solid transparent", textDecoration: "underline" }, "Close");
  closer.type = "button";
  bar.append(apart, closer);
  panel.append(bar);

  let frame = null;

  function open() {
    if (!frame) {
      frame = make("iframe", { flex: "1", width: "100%", border: "0" });
      frame.title = title;
      frame.src = address.href;
      panel.append(frame);
    }
    panel.style.display = "flex";
    opener.style.display = "none";
    opener.setAttribute("aria-expanded", "true");
    closer.focus();
  }

  function close() {
    panel.style.display = "none";
    opener.style.display = "";
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }

  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || !event.data) return;
    if (event.data.type === "think-cyber:close") close();
    if (event.data.type === "think-cyber:ready") {
      frame.contentWindow.postMessage({ type: "think-cyber:settings", title, accent: colour, ink, welcome, ask }, address.origin);
    }
  });
  document.body.append(opener, panel);
})();
