// The review without page loads, also while nobody answers: keys, taps and the clock.

import { keepTurn } from "/static/card_turn.js";
import { showClock } from "/static/card_drawing.js";
import { keyFor, typedKey } from "/static/card_keys.js";
import { proposed } from "/static/grading.js";
import { useFormKey } from "/static/kept_answers.js";
import { listen } from "/static/keys.js";
import { acts, once, server } from "/static/review_acts.js";
import { find, now, place, root } from "/static/review_screens.js";

const shown = () => ({ ...now, acts, isTyping: find(".typing")?.hidden === false });
const doOnce = (does) => does && (() => once(does));
listen(
  (key) => doOnce(keyFor(key, shown())),
  (key, target) => doOnce(typedKey(key, target, shown())),
);

// Until the first cards are here, what the server drew is sent as a form.
place.addEventListener("submit", (event) => {
  if (!now.screen) return;
  event.preventDefault();
  const { name, value } = event.submitter || {};
  if (name === "grade") once(() => acts.grade(value === "ticks" ? proposed(now.card, now.turn) : Number(value)));
  else if (name === "act") once(acts[value] || (() => acts.other(value)));
});
place.addEventListener("click", (event) => {
  if (now.screen !== "learning" || !event.target.closest("a.button")) return;
  event.preventDefault();
  once(acts.next);
});
place.addEventListener("change", ({ target }) => {
  if (now.screen && target.name === "tick") acts.tick(Number(target.value), target.checked);
});
place.addEventListener("input", ({ target }) => {
  if (now.turn && target.name === "typed") now.turn.written = target.value;
  if (now.turn && now.card) keepTurn(now.card, now.turn);
});
window.addEventListener("pagehide", () => now.card && !now.busy && !now.leaving && keepTurn(now.card, now.turn));
setInterval(() => {
  const { screen, card, turn, typing } = now;
  if (screen === "question" && !turn.revealed) showClock(place, card, turn, typing);
}, 1000);

useFormKey(root.dataset.key);
server.tryAgain();
