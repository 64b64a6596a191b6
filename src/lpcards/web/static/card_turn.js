// One card being asked: what was shown, hinted, ticked and typed of it. A page that is loaded again
// goes on with it.

import { newKey, parsed, stored } from "/static/kept_answers.js";

const TURN = "lpcards:turn";

export function newTurn() {
  return {
    once: newKey(),
    elapsed: 0, // ms before the page was loaded
    since: performance.now(),
    hints: 0,
    ticked: new Set(),
    revealed: false,
    thinking: 0,
    written: "",
    typed: null,
    typedGrade: null,
    notes: [],
    slips: [],
    overruling: false,
  };
}

export const secondsOf = (turn) => (turn.elapsed + performance.now() - turn.since) / 1000;

/** Return what tells a card as it is asked from any other. */
export const asAsked = ({ id, kind, words, grading }) => [id, kind, words, grading.items, grading.order].join("|");

export function keepTurn(card, turn) {
  const kept = { ...turn, of: asAsked(card), ticked: [...turn.ticked], elapsed: secondsOf(turn) * 1000 };
  stored(sessionStorage, TURN, JSON.stringify(kept));
}

export function forgetTurn() {
  sessionStorage.removeItem(TURN);
}

/** Return the turn that was begun with a card, or a new one. */
export function turnAt(card) {
  const kept = parsed(sessionStorage.getItem(TURN));
  if (!kept || kept.of !== asAsked(card)) return newTurn();
  return { ...kept, ticked: new Set(kept.ticked), since: performance.now() };
}
