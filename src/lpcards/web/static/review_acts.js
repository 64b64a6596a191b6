// What the learner decides in the review, and what becomes of it; what counts is decided by the
// server.

import { forgetTurn, keepTurn, newTurn, secondsOf } from "/static/card_turn.js";
import { sendForm, showHints, showTicks, toggleHelp } from "/static/card_drawing.js";
import { Connection } from "/static/connection.js";
import { shownItems } from "/static/grading.js";
import { currentFormKey, inSitting, keep, newKey, post } from "/static/kept_answers.js";
import { waiting } from "/static/kept_list.js";
import { find, goOn, next, now, place, root, say, showAnswer, showFlag, showLearning, showPassages, showQuestion, take } from "/static/review_screens.js";

export const server = new Connection({
  awayAt: root.querySelector(".away"),
  keptAt: document.getElementById("kept"),
  isBusy: () => now.busy,
  take,
  goOn,
});

/** Do one thing at a time: keys that come meanwhile are none. */
export async function once(does) {
  if (now.busy || now.leaving) return;
  now.busy = true;
  try {
    await does();
  } finally {
    now.busy = false;
  }
}

function asked(key = newKey()) {
  const { id, kind, words, grading } = now.card || now.learning;
  return { once: key, card: id, kind, words, items: grading.items, order: grading.order };
}

async function reveal() {
  const { turn } = now;
  const field = find(".typing");
  turn.thinking = secondsOf(turn);
  if (!field.hidden) {
    turn.typed = field.querySelector("textarea").value.trim();
    await judge();
  }
  turn.revealed = true;
  showAnswer();
}

async function judge() {
  const { turn } = now;
  const { once: key, typed, hints, thinking } = turn;
  try {
    const found = await post("/api/review/judge", { ...asked(key), typed, hints, thinking });
    turn.ticked = new Set(found.ticked);
    ({ notes: turn.notes, slips: turn.slips, grade: turn.typedGrade } = found);
  } catch {
    say("The page gets no answer: judge yourself what you typed.");
  }
}

async function grade(value) {
  const { card, turn } = now;
  const { once: key, hints, thinking, typed } = turn;
  const ticked = [...turn.ticked].sort((one, other) => one - other);
  const given = { grade: value, ticked, hints, seconds: secondsOf(turn), thinking, typed };
  const answer = { ...asked(key), ...given };
  const isKept = keep({ ...answer, at: Date.now(), front: card.front });
  const found = isKept && server.isAway ? null : await server.send(isKept ? [] : [answer]);
  if (!isKept && !found && !now.leaving) {
    say("This browser keeps nothing, and nobody answers: the answer is not recorded yet.");
    return;
  }
  forgetTurn();
  if (now.leaving) return;
  if (found) {
    next(found.results.find((result) => result.once === key)?.said);
    return;
  }
  server.show();
  now.cards = now.cards.slice(1);
  next(server.isAway ? "" : waiting());
}

/** Do anything but to grade: that needs somebody who answers. It may be done though no answer
 * came: pressed again before one comes, it has the key that it had. */
async function act(name, note = "") {
  const what = [name, note, asked().card].join("|");
  if (now.unanswered?.what !== what) now.unanswered = { what, key: newKey() };
  const { key } = now.unanswered;
  const found = await server.send([{ ...asked(key), act: name, note }]);
  if (!found) {
    if (server.isAway) say("That has to wait until lpcards is back.");
    return;
  }
  const result = found.results.find((one) => one.once === key);
  if (now.learning) showFlag(result.said, name === "flag");
  else if (name === "learn" && result?.done) showLearning();
  else next(result?.said || found.message);
}

/** Go on to the card, or to the next one if it was answered elsewhere meanwhile. */
async function haveRead(enough) {
  const { card } = now;
  const { story, places } = card.before;
  for (const at of places) now.read.add(`${story}:${at}`);
  if (enough) now.read.add(story);
  const done = { answers: [{ ...asked(), act: enough ? "enough" : "read" }] };
  const found = server.isAway ? null : await post("/api/review", done).catch(() => null);
  if (found && !take(found)) return;
  const same = !found || now.cards.find(({ id, kind }) => id === card.id && kind === card.kind);
  if (!same) next(found.results[0].said || found.message);
  else {
    if (found) now.cards = [same, ...now.cards.filter((one) => one !== same)];
    now.card = now.cards[0];
    now.turn = newTurn();
    showQuestion();
  }
}

function stop() {
  if (server.isAway) say(`${waiting()} You can close this page; what is kept is sent when you open it again.`);
  else sendForm(inSitting("/review"), { form_key: currentFormKey(), act: "stop" });
}

function hint() {
  const { card, turn } = now;
  if (now.screen !== "question") say(now.words.shown_already);
  else if (turn.hints >= card.hints.length) say(card.no_more);
  else {
    turn.hints += 1;
    showHints(place, card, turn);
    keepTurn(card, turn);
    say("");
    const shown = place.querySelectorAll(".hint")[turn.hints - 1];
    shown.tabIndex = -1; // read aloud where it stands, and not shown twice
    shown.focus();
  }
}

function tick(at, on = !now.turn.ticked.has(at)) {
  const { card, turn } = now;
  if (shownItems(card, turn).has(at)) {
    say(now.words.shown_as_hint);
    return;
  }
  if (on) turn.ticked.add(at);
  else turn.ticked.delete(at);
  ticked();
}

function tickAll() {
  const { card, turn } = now;
  const shown = shownItems(card, turn);
  turn.ticked = new Set(card.grading.items.map((_, at) => at).filter((at) => !shown.has(at)));
  ticked();
}

function ticked() {
  showTicks(place, now.card, now.turn);
  keepTurn(now.card, now.turn);
  say("");
}

function open(name) {
  const field = find(`[name=${name}]`), more = field.closest("details");
  if (more) more.open = true;
  field.focus();
}

async function write() {
  if (!now.card.writes) say(now.words.unknown);
  else {
    if (!now.turn.revealed) await reveal(); // it says what to write
    open("written");
  }
}

export const acts = {
  say,
  hint,
  stop,
  tick,
  tickAll,
  grade,
  next: () => next(),
  show: reveal,
  read: () => haveRead(false),
  enough: () => haveRead(true),
  whole: () => showPassages(now.card.before.whole, false),
  flag: () => act("flag", find("[name=note]").value.trim()),
  write: () => act("write", find("[name=written]").value.trim()),
  learn: () => act("learn"),
  bury: () => act("bury"),
  type: () => find(".typing textarea").focus(),
  other: act,
  leave: () => {
    if (place.querySelector(".help")) toggleHelp(place);
    find(".front")?.focus();
  },
  keys: {
    u: () => act("undo"),
    s: () => act("suspend"),
    b: () => act("bury"),
    f: () => ((now.card || now.learning).flag ? act("unflag") : open("note")),
    e: () => (server.isAway ? say(now.card.source) : location.assign(find(".to-edit").href)),
    h: hint,
    w: write,
    q: stop,
    "?": () => toggleHelp(place),
  },
};
