// Between two cards and at the end: keys press the buttons, and answers that are kept here are sent.

import { deliver, useFormKey } from "/static/kept_answers.js";
import { comeBack, showRefused, showWords } from "/static/kept_list.js";

const TEXT = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const NATIVE = new Set(["A", "BUTTON", "SUMMARY"]);

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || TEXT.has(target.tagName)) return;
  if (NATIVE.has(target.tagName) && (key === " " || key === "Enter")) return;
  const found = [...document.querySelectorAll("[data-keys]")].find((one) =>
    key === "Enter" ? one.dataset.keys.endsWith("Enter") : key.length === 1 && one.dataset.keys.replace("Enter", "").includes(key),
  );
  if (!found) return;
  event.preventDefault();
  found.click();
});

async function send() {
  const place = document.getElementById("kept");
  useFormKey(document.querySelector("input[name=form_key]")?.value || "");
  try {
    if (await deliver()) location.reload();
  } catch (fault) {
    showWords(document.querySelector(".away"), comeBack(fault.words));
  }
  showRefused(place, send);
}

document.querySelector("h1")?.focus();
if (document.getElementById("kept")) send();
