// The terminal's keys: what each does just now, as a function of what is shown.

import { proposed } from "/static/grading.js";

const TICKS = "1234567890";

/** Return what a key does where a text is typed; null: it is a letter, or the browser's. */
export function typedKey(key, target, { card, acts }) {
  if (key === "Escape") return acts.leave;
  if (key !== "Enter") return null;
  if (target.name === "note") return acts.flag;
  if (target.name === "written") return acts.write;
  const isDone = !card.grading.items.length || target.value === "" || target.value.endsWith("\n");
  return target.name === "typed" && isDone ? acts.show : null;
}

/** Return what a key does; null: it is the browser's. */
export function keyFor(key, shown) {
  const { screen, card, acts } = shown;
  const goesOn = key === " " || key === "Enter";
  if (key === "Escape") return acts.leave;
  if (screen === "learning") return goesOn ? acts.next : { f: acts.keys.f }[key] || null;
  if (screen === "read") return goesOn ? acts.read : { w: acts.whole, s: acts.enough, q: acts.stop, u: acts.keys.u }[key] || null;
  if (!card) return null;
  const own = screen === "question" ? questionKey(key, shown) : answerKey(key, shown);
  return own || acts.keys[key] || deadKey(key, shown);
}

function questionKey(key, { card, acts, isTyping }) {
  if (key === "Enter" && isTyping) return acts.type;
  if (key === " " || key === "Enter") return acts.show;
  return key === "l" && card.learnable ? acts.learn : null;
}

function answerKey(key, { card, turn, acts }) {
  const { gradable, items, buttons } = card.grading;
  if (!gradable) return key === " " || key === "Enter" ? acts.bury : null;
  const button = buttons.find((one) => one.key === key);
  if ((turn.overruling || !items.length) && button) return () => acts.grade(button.grade);
  const worth = proposed(card, turn);
  if (key === "Enter" && worth !== null) return () => acts.grade(worth);
  turn.overruling = key === "g" && items.length > 0;
  if (turn.overruling) return () => acts.say(card.grades);
  if (key === "a" && items.length) return acts.tickAll;
  const at = TICKS.indexOf(key);
  return at >= 0 && at < items.length ? () => acts.tick(at) : null;
}

function deadKey(key, { card, screen, words, acts }) {
  if (key >= "0" && key <= "9") return () => acts.say(card.dead[screen === "answer" ? 1 : 0]);
  return key === " " || key === "Enter" ? null : () => acts.say(words.unknown);
}
