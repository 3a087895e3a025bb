// Text size and colours, kept on this device.
const settings = { "text-size": "textSize", theme: "theme" };

export function start() {
  for (const [name, attribute] of Object.entries(settings)) {
    const kept = localStorage.getItem("think-cyber-" + name) || "";
    for (const input of document.querySelectorAll("input[name='" + name + "']")) {
      input.checked = input.value === kept;
      input.addEventListener("change", () => {
        localStorage.setItem("think-cyber-" + name, input.value);
        document.documentElement.dataset[attribute] = input.value;
      });
    }
    if (kept) document.documentElement.dataset[attribute] = kept;
  }
}
