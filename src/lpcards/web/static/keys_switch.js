// The box that switches single keys off, in this browser.

import { areOn, switchKeys } from "/static/keys.js";

const place = document.getElementById("keys-switch");
const box = place.querySelector("input");

place.hidden = false;
box.checked = areOn();
box.addEventListener("change", () => {
  box.checked = switchKeys(box.checked);
});
