// The review without page loads, also while nobody answers. What it shows was drawn by the server;
// what counts is decided there.

import { forgetTurn, keepTurn, newTurn, secondsOf, turnAt } from "/static/card_turn.js";
import { passagesForm, sendForm, showClock, showHints, showTicks, showTyped, toggleHelp, unreadOf } from "/static/card_drawing.js";
import { isText, keyFor, typedKey } from "/static/card_keys.js";
import { Connection } from "/static/connection.js";
import { proposed, shownItems } from "/static/grading.js";
import { currentFormKey, keep, newKey, post, unsent, useFormKey } from "/static/kept_answers.js";
import { showWords, waiting } from "/static/kept_list.js";

const root = document.getElementById("review");
const place = document.getElementById("asked");
const saidAt = root.querySelector(".said");
const read = new Set();

let cards = [];
let words = {};
let typing = false;
let card = null;
let turn = null;
let screen = ""; // read, question, answer, learning, none
let busy = false;
let leaving = false; // for the page that comes between two cards

const find = (selector) => place.querySelector(selector);
const say = (said) => showWords(saidAt, said);

// What is asked

function take(state) {
  useFormKey(state.form_key);
  ({ words, typing } = state);
  const answered = new Set(unsent().map(([, answer]) => answer.card));
  cards = state.cards.filter((one) => !answered.has(one.id));
  leaving = state.is_between;
  if (leaving) location.assign("/review");
  return !leaving;
}

/** Ask the first card that is held; `said` is told with it. */
function next(said = "") {
  [card = null] = cards;
  turn = card && turnAt(card);
  say(said);
  if (!card) nothingHeld();
  else if (turn.revealed) showAnswer();
  else if (unreadOf(card, read).length) showPassages(unreadOf(card, read), true);
  else showQuestion();
}

function draw(html, name) {
  screen = name;
  place.innerHTML = html;
  const top = find(".place");
  if (top) top.textContent = card.progress;
  for (const form of place.querySelectorAll("form")) form.addEventListener("submit", submitted);
}

function showQuestion() {
  draw(card.question, "question");
  find("button[value=typing]").textContent = typing ? "Say the answers aloud" : "Type the answers";
  const field = find(".typing");
  field.hidden = !typing || !card.grading.gradable;
  field.querySelector("textarea").value = turn.written;
  showHints(place, card, turn);
  showClock(place, card, turn, typing);
  window.scrollTo(0, 0);
  (field.hidden ? find(".front") : field.querySelector("textarea")).focus();
  keepTurn(card, turn);
}

function showAnswer() {
  draw(card.answer, "answer");
  find("button[value=typing]").hidden = true;
  find(".cost").textContent = card.costs[turn.hints];
  showTyped(place, card, turn);
  showClock(place, card, turn, turn.typed !== null);
  showTicks(place, card, turn);
  find(".answer").focus({ preventScroll: true });
  keepTurn(card, turn);
}

function showPassages(passages, more) {
  draw(passagesForm(card.before, passages, more), "read");
  window.scrollTo(0, 0);
  find(".front").focus();
}

function showLearning() {
  draw(card.learning, "learning");
  forgetTurn();
  card = null;
  find(".button").addEventListener("click", (event) => {
    event.preventDefault();
    next();
  });
  find(".front").focus();
}

function nothingHeld() {
  draw('<h1 class="front" tabindex="-1">That is all this page holds.</h1><p>The rest comes when lpcards is back.</p>', "none");
  find(".front").focus();
}

const server = new Connection({
  awayAt: root.querySelector(".away"),
  keptAt: document.getElementById("kept"),
  isBusy: () => busy,
  take,
  goOn,
});

/** Go on with what came after a while; whoever is at a card stays there. */
function goOn(found, wasAway) {
  const at = card;
  if (busy || !take(found)) return;
  if (at) cards = [at, ...cards.filter((one) => one.id !== at.id)];
  const said = found.results?.at(-1)?.said || found.message;
  if (!at && screen !== "learning") next(said || (screen ? "" : saidAt.textContent));
  else if (wasAway) say(`lpcards is back. ${said}`);
}

// What is decided

function asked(once = newKey()) {
  const { id, kind, words: fingerprint, grading } = card;
  return { once, card: id, kind, words: fingerprint, items: grading.items, order: grading.order };
}

async function reveal() {
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
  const { once, typed, hints, thinking } = turn;
  try {
    const found = await post("/api/review/judge", { ...asked(once), typed, hints, thinking });
    turn.ticked = new Set(found.ticked);
    ({ notes: turn.notes, slips: turn.slips, grade: turn.typedGrade } = found);
  } catch {
    say("The page gets no answer: judge yourself what you typed.");
  }
}

async function grade(value) {
  const { once, hints, thinking, typed } = turn;
  const ticked = [...turn.ticked].sort((one, other) => one - other);
  const given = { grade: value, ticked, hints, seconds: secondsOf(turn), thinking, typed };
  const answer = { ...asked(once), ...given };
  const isKept = keep({ ...answer, at: Date.now(), front: card.front });
  const found = isKept && server.isAway ? null : await server.send(isKept ? [] : [answer]);
  if (!isKept && !found && !leaving) {
    say("This browser keeps nothing, and nobody answers: the answer is not recorded yet.");
    return;
  }
  forgetTurn();
  if (leaving) return;
  if (found) {
    next(found.results.find((result) => result.once === once)?.said);
    return;
  }
  server.show();
  cards = cards.slice(1);
  next(server.isAway ? "" : waiting());
}

/** Do anything but to grade: that needs somebody who answers. */
async function act(name, note = "") {
  const once = newKey();
  const found = await server.send([{ ...asked(once), act: name, note }]);
  if (!found) {
    if (server.isAway) say("That has to wait until lpcards is back.");
    return;
  }
  const result = found.results.find((one) => one.once === once);
  if (name === "learn" && result?.done) showLearning();
  else next(result?.said || found.message);
}

function haveRead(enough) {
  const { story, places } = card.before;
  for (const at of places) read.add(`${story}:${at}`);
  if (enough) read.add(story);
  post("/api/review", { answers: [{ ...asked(), act: enough ? "enough" : "read" }] }).catch(() => {});
  turn = newTurn();
  showQuestion();
}

function stop() {
  if (server.isAway) say(`${waiting()} You can close this page; what is kept is sent when you open it again.`);
  else sendForm("/review", { form_key: currentFormKey(), act: "stop" });
}

function hint() {
  if (screen !== "question") say(words.shown_already);
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

function tick(at, on = !turn.ticked.has(at)) {
  if (shownItems(card, turn).has(at)) {
    say(words.shown_as_hint);
    return;
  }
  if (on) turn.ticked.add(at);
  else turn.ticked.delete(at);
  ticked();
}

function tickAll() {
  const shown = shownItems(card, turn);
  turn.ticked = new Set(card.grading.items.map((_, at) => at).filter((at) => !shown.has(at)));
  ticked();
}

function ticked() {
  showTicks(place, card, turn);
  keepTurn(card, turn);
  say("");
}

function open(name) {
  const field = find(`[name=${name}]`), more = field.closest("details");
  if (more) more.open = true;
  field.focus();
}

async function write() {
  if (!card.writes) say(words.unknown);
  else {
    if (!turn.revealed) await reveal(); // it says what to write
    open("written");
  }
}

const acts = {
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
  whole: () => showPassages(card.before.whole, false),
  flag: () => act("flag", find("[name=note]").value.trim()),
  write: () => act("write", find("[name=written]").value.trim()),
  learn: () => act("learn"),
  bury: () => act("bury"),
  type: () => find(".typing textarea").focus(),
  leave: () => {
    if (place.querySelector(".help")) toggleHelp(place);
    find(".front")?.focus();
  },
  keys: {
    u: () => act("undo"),
    s: () => act("suspend"),
    b: () => act("bury"),
    f: () => (card.flag ? act("unflag") : open("note")),
    e: () => say(card.source),
    h: hint,
    w: write,
    q: stop,
    "?": () => toggleHelp(place),
  },
};

/** Do one thing at a time: keys that come meanwhile are none. */
async function once(does) {
  if (busy || leaving) return;
  busy = true;
  try {
    await does();
  } finally {
    busy = false;
  }
}

function submitted(event) {
  event.preventDefault();
  const { name, value } = event.submitter || {};
  if (name === "grade") once(() => grade(value === "ticks" ? proposed(card, turn) : Number(value)));
  else if (name === "act") once(acts[value] || (() => act(value)));
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const shown = { screen, card, turn, acts, words, isTyping: find(".typing")?.hidden === false };
  const does = isText(target) ? typedKey(key, target, shown) : keyFor(key, target, shown);
  if (!does) return;
  event.preventDefault();
  if (!event.repeat) once(does);
});

place.addEventListener("change", ({ target }) => {
  if (target.name === "tick") tick(Number(target.value), target.checked);
});
place.addEventListener("input", ({ target }) => {
  if (target.name === "typed") turn.written = target.value;
  if (turn && card) keepTurn(card, turn);
});
window.addEventListener("pagehide", () => card && !busy && !leaving && keepTurn(card, turn));
setInterval(() => screen === "question" && !turn.revealed && showClock(place, card, turn, typing), 1000);

useFormKey(root.dataset.key);
server.tryAgain();
