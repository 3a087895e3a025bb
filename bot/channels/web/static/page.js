// Where things are on the page.
export const entries = document.getElementById("entries");
export const status = document.getElementById("status");
export const composer = document.getElementById("composer");
export const box = document.getElementById("message");
export const base = composer.getAttribute("action").replace(/\/messages$/, "");
export const name = document.title;
