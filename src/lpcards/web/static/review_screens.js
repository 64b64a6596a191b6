// What the review shows: the cards that are held, the one that is asked, and its screens. They were
// drawn by the server.

import { forgetTurn, keepTurn, turnAt } from "/static/card_turn.js";
import { passagesForm, showClock, showHints, showTicks, showTyped, unreadOf } from "/static/card_drawing.js";
import { inSitting, unsent, useFormKey } from "/static/kept_answers.js";
import { showWords } from "/static/kept_list.js";

export const root = document.getElementById("review");
export const place = document.getElementById("asked");
const saidAt = root.querySelector(".said");

/** What is held and shown; `learning` is the card that is looked at, and not asked,
 * `unanswered` what was to be done while nobody has said whether it is. */
export const now = {
  cards: [],
  words: {},
  typing: false,
  unanswered: null,
  card: null,
  turn: null,
  learning: null,
  screen: "", // read, question, answer, learning, none
  read: new Set(),
  busy: false,
  leaving: false, // for the page that comes between two cards
};

export const find = (selector) => place.querySelector(selector);
export const say = (said) => showWords(saidAt, said);

/** Take up what the server sent, but for cards whose answers wait here; false: another page comes. */
export function take(state) {
  now.unanswered = null;
  useFormKey(state.form_key);
  now.words = state.words;
  now.typing = state.typing;
  const answered = new Set(unsent().map(([, answer]) => answer.card));
  now.cards = state.cards.filter((one) => !answered.has(one.id));
  now.leaving = state.is_between;
  if (now.leaving) location.assign(inSitting("/review", state.after ? { after: state.after } : {}));
  return !now.leaving;
}

/** Go on with what came after a while; whoever is at a card stays there. */
export function goOn(found, wasAway) {
  const { card, screen } = now;
  if (now.busy || !take(found)) return;
  if (card) now.cards = [card, ...now.cards.filter((one) => one.id !== card.id)];
  const said = found.results?.at(-1)?.said || found.message;
  if (!card && screen !== "learning") next(said || (screen ? "" : saidAt.textContent));
  else if (wasAway) say(`lpcards is back. ${said}`);
}

/** Ask the first card that is held; `said` is told with it. */
export function next(said = "") {
  [now.card = null] = now.cards;
  const { card } = now;
  now.turn = card && turnAt(card);
  now.learning = null;
  say(said);
  if (!card) nothingHeld();
  else if (now.turn.revealed) showAnswer();
  else if (unreadOf(card, now.read).length) showPassages(unreadOf(card, now.read), true);
  else showQuestion();
}

function draw(html, name) {
  now.screen = name;
  place.innerHTML = html;
  const top = find(".place");
  if (top) top.textContent = now.card.progress;
}

export function showQuestion() {
  const { card, turn, typing } = now;
  draw(card.question, "question");
  const how = find("button.how");
  how.value = typing ? "saying" : "typing";
  how.textContent = typing ? "Say the answers aloud" : "Type the answers";
  const field = find(".typing");
  field.hidden = !typing || !card.grading.gradable;
  field.querySelector("textarea").value = turn.written;
  showHints(place, card, turn);
  showClock(place, card, turn, typing);
  window.scrollTo(0, 0);
  (field.hidden ? find(".front") : field.querySelector("textarea")).focus();
  keepTurn(card, turn);
}

export function showAnswer() {
  const { card, turn } = now;
  draw(card.answer, "answer");
  find("button.how").hidden = true;
  find(".cost").textContent = card.costs[turn.hints];
  showTyped(place, card, turn);
  showClock(place, card, turn, turn.typed !== null);
  showTicks(place, card, turn);
  find(".answer").focus({ preventScroll: true });
  keepTurn(card, turn);
}

export function showPassages(passages, more) {
  draw(passagesForm(now.card.before, passages, more), "read");
  window.scrollTo(0, 0);
  find(".front").focus();
}

export function showLearning() {
  draw(now.card.learning, "learning");
  forgetTurn();
  now.learning = now.card;
  now.card = null;
  find(".front").focus();
}

/** Show what became of the flag of the card that is looked at, and what can be done to it. */
export function showFlag(words, isOn) {
  now.learning.flag = isOn ? words : "";
  find(".flag").textContent = now.learning.flag;
  find(".flag").hidden = !isOn;
  find("form.to-flag").hidden = isOn;
  find("form.to-unflag").hidden = !isOn;
  find("details").open = false;
  find(".front").focus();
  say(isOn ? "" : words);
}

function nothingHeld() {
  draw('<h1 class="front" tabindex="-1">That is all this page holds.</h1><p>The rest comes when lpcards is back.</p>', "none");
  find(".front").focus();
}
