// The page works without scripts; this makes it live: no reloads, replies as they come, ticks, countdowns.
import { start as startSending } from "./send.js";
import { listen } from "./stream.js";
import { enhance } from "./enhance.js";
import { showLatest } from "./log.js";
import { start as startSettings } from "./settings.js";
import { start as startTools } from "./tools.js";
import { start as startFrame } from "./frame.js";

for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
startSettings();
startFrame();
startTools();
startSending();
enhance(document);
listen();
showLatest();
