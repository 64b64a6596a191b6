// What is kept here and why, for the learner: how many answers wait, which ones were refused.

import { drop, pageOf, refused, retry, unsent } from "/static/kept_answers.js";

function element(tag, words, options = {}) {
  return Object.assign(document.createElement(tag), { textContent: words, ...options });
}

function plain(html) {
  return Object.assign(document.createElement("template"), { innerHTML: html }).content.textContent.trim();
}

/** Return a sentence on the answers that wait; "" for none. */
export function waiting() {
  const count = unsent().length;
  if (!count) return "";
  return count === 1 ? "One answer is kept here." : `${count} answers are kept here.`;
}

/** Return what to do where nobody answers; `words` are the server's, if it said any. */
export function comeBack(words) {
  const how = words || `If lpcards was ended, start it again with \`lpcards serve --port ${location.port}\` and open its link in this browser.`;
  const gone = words ? "" : "The page gets no answer just now. ";
  return [gone + (waiting() || "Nothing is lost."), "They are sent by themselves when it is back.", how].filter((part) => part).join(" ");
}

/** Show words of ours; what stands in backticks is code, and leads to the page that does the same. */
export function showWords(place, words) {
  place.replaceChildren(...words.split("`").map((part, at) => (at % 2 ? command(part) : part)));
}

function command(words) {
  const code = element("code", words);
  const page = pageOf(words);
  if (!page) return code;
  const link = element("a", "", { href: page });
  link.append(code);
  return link;
}

/** Show the answers that the server refused, each with its sentence. */
export function showRefused(place, again) {
  const found = refused();
  place.hidden = !found.length;
  const rows = found.map(([name, answer]) => {
    const row = element("li", "");
    const why = element("span", "");
    showWords(why, `${plain(answer.front).replaceAll("`", "'")} (grade ${answer.grade}): ${answer.refused}`);
    row.append(why, " ");
    const act = (words, does) => {
      const button = element("button", words, { type: "button", className: "plain" });
      button.addEventListener("click", () => {
        does(name);
        showRefused(place, again);
        again();
      });
      return button;
    };
    row.append(act("Try again", retry), act("Drop it", drop));
    return row;
  });
  const list = element("ul", "", { className: "list" });
  list.append(...rows);
  place.replaceChildren(element("h2", "Not recorded"), list);
}
