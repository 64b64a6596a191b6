// Whether anybody answers: what is kept is sent, and tried again until it is there.

import { ask, deliver, unsent } from "/static/kept_answers.js";
import { comeBack, showRefused, showWords } from "/static/kept_list.js";

const SLOWEST = 60000; // ms between two tries

export class Connection {
  isAway = false;
  #words = ""; // what the server says of it, if it says anything
  #tries = 0;
  #timer = 0;

  /** `take` takes up what comes (false: another page comes); `goOn` goes on after a while with
   * nobody there, unless `isBusy` says that something is being done. */
  constructor({ awayAt, keptAt, take, goOn, isBusy }) {
    Object.assign(this, { awayAt, keptAt, take, goOn, isBusy });
    for (const name of ["online", "focus"]) window.addEventListener(name, () => this.isAway && this.tryAgain());
  }

  /** Send what is kept, and what is to be done besides; return what came back, if it was taken up. */
  async send(more = []) {
    try {
      const found = await deliver(more);
      this.#back();
      if (unsent().length) this.#later(); // another tab is sending
      return found && this.take(found) ? found : null;
    } catch (fault) {
      this.#lost(fault);
      return null;
    }
  }

  /** Send what is kept, or else ask for what is to come. */
  async tryAgain() {
    if (this.isBusy()) {
      this.#later();
      return;
    }
    try {
      const found = (await deliver()) || (await ask("/api/review"));
      const wasAway = this.isAway;
      this.#back();
      this.goOn(found, wasAway);
    } catch (fault) {
      this.#lost(fault);
    }
  }

  show() {
    showWords(this.awayAt, this.isAway ? comeBack(this.#words) : "");
  }

  #lost(fault) {
    this.isAway = true;
    this.#words = fault.words;
    this.show();
    this.#later();
    this.#tries += 1;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.tryAgain(), Math.min(SLOWEST, 1000 * 2 ** this.#tries));
  }

  #back() {
    this.isAway = false;
    this.#tries = 0;
    clearTimeout(this.#timer);
    this.show();
    showRefused(this.keptAt, () => this.tryAgain());
  }
}
