// A page that the browser kept and shows again, by the Back button, is for those who are still in.

import { forgetAll } from "/static/log_out.js";

window.addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  const answer = await fetch("/", { method: "HEAD" }).catch(() => null); // nobody there: it stays
  if (answer?.status !== 401) return;
  forgetAll();
  location.reload();
});
