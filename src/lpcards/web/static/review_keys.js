// Between two cards and at the end: keys press the buttons, and answers that are kept here are sent.

import { deliver, useFormKey } from "/static/kept_answers.js";
import { comeBack, showRefused, showWords } from "/static/kept_list.js";
import { buttonOf, listen } from "/static/keys.js";

listen(buttonOf);

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
