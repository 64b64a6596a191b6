// What changes on a card while it is asked; all else of it was drawn by the server.

import { proposed, shownItems } from "/static/grading.js";
import { secondsOf } from "/static/card_turn.js";

const element = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

export function showHints(place, card, turn) {
  place.querySelectorAll(".hint").forEach((hint, at) => {
    hint.hidden = at >= turn.hints;
  });
  const button = place.querySelector("button[value=hint]");
  if (button) button.disabled = turn.hints >= card.hints.length;
}

/** Show the time so far and the target; what is typed has none. */
export function showClock(place, card, turn, typing) {
  const clock = place.querySelector(".clock");
  if (!clock) return;
  const whole = Math.floor(turn.revealed ? turn.thinking : secondsOf(turn));
  const now = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  clock.textContent = typing ? now : `${now} of ${card.seconds} s`;
}

export function showTyped(place, card, turn) {
  if (turn.typed === null) return;
  const verdict = card.grading.items.length ? [] : turn.notes.map((note) => ` (${note})`);
  const slips = turn.slips.map(([quoted, remedy]) => element("p", `${quoted}: ${remedy}`));
  const typed = element("blockquote", turn.typed || "(nothing)");
  place.querySelector(".you-typed").replaceChildren(element("p", `You typed:${verdict.join("")}`), typed, ...slips);
}

/** Show what is ticked, and the grade that follows. */
export function showTicks(place, card, turn) {
  const shown = shownItems(card, turn);
  place.querySelectorAll("input[name=tick]").forEach((box, at) => {
    box.checked = turn.ticked.has(at);
    box.disabled = shown.has(at);
    const note = shown.has(at) ? "shown as a hint" : turn.notes[at];
    box.parentElement.querySelector(".note").textContent = note ? `(${note})` : "";
  });
  showProposal(place, card, turn);
}

function showProposal(place, card, turn) {
  const grade = proposed(card, turn);
  const button = card.grading.buttons.find((one) => one.grade === grade);
  const takes = place.querySelector(".take");
  if (takes && button) {
    const ticked = `${turn.ticked.size} of ${card.grading.items.length} ticked`;
    takes.textContent = `${ticked}, proposed: ${button.key} ${button.word} ${button.back}`;
  }
  for (const one of place.querySelectorAll(".grade")) {
    if (Number(one.value) === grade) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

/** Return the passages before a card that are not in `read` (`story:place`, or a whole `story`). */
export function unreadOf({ before }, read) {
  if (!before || read.has(before.story)) return [];
  return before.passages.filter((_, at) => !read.has(`${before.story}:${before.places[at]}`));
}

/** Return passages as a form; `more` offers to read all of the story, or no more of it. */
export function passagesForm({ title, about }, passages, more) {
  const choices = [["read", "On to the card"], ...(more ? [["whole", "Read all of it"], ["enough", "Skip what is to be read"]] : []), ["stop", "Stop for today"]];
  const buttons = choices.map(([act, words], at) => `<button${at ? ' class="plain"' : ""} name="act" value="${act}">${words}</button>`);
  return `<form class="card"><p class="card-top">${about}</p><h1 class="front" tabindex="-1">${title}</h1>${passages.join("")}<div class="row">${buttons.join("")}</div></form>`;
}

/** Show all keys, or show them no more. */
export function toggleHelp(place) {
  const shown = place.querySelector(".help");
  if (shown) {
    shown.remove();
    return;
  }
  place.append(document.getElementById("help").content.cloneNode(true));
  place.querySelector(".help").scrollIntoView({ block: "nearest" });
}

/** Send fields as a form does, and go where that leads. */
export function sendForm(action, fields) {
  const form = Object.assign(document.createElement("form"), { method: "post", action });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}
