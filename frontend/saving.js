// Saves a page of a draft while one types. The page is an ordinary form: where anything is missing here, its buttons save it.
const form = document.querySelector("form[data-kil-save]");
const words = document.querySelector(".kil-saving");
const turn = form && form.elements.turn;

let soon = 0; // The save that is planned: there is one exactly while something has yet to be sent.
let late = 0; // The same, for someone who never stops typing.
let due = false; // Its moment came while another save was under way.
let flight = null; // The one save under way.
let small = true; // A browser still sends the page when it has left it: so it does up to 64 KB.
let pressed = null; // The button that waits until everything is saved.
let lost = false; // The last try left something unsaved.
let paused = false;
let spoken = "";

/** Says how saving goes, when that has changed. The same words once more are shown, and not read aloud again. */
function say(state, more = "") {
  const text = state && words.dataset[state] + more;
  words.dataset.trouble = lost || paused;
  if (text !== words.textContent) {
    words.setAttribute("aria-live", text === spoken ? "off" : "polite");
    words.textContent = text;
    spoken = text || spoken;
  }
}

function plan(wait) {
  clearTimeout(soon);
  soon = setTimeout(whenDue, wait);
}

function planNothing() {
  clearTimeout(soon);
  clearTimeout(late);
  soon = late = 0;
  due = false;
}

function whenDue() {
  if (flight) due = true;
  else save();
}

function changed() {
  if (paused) {
    lost = true;
  } else {
    if (!lost) say("");
    plan(2e3);
    late = late || setTimeout(whenDue, 1e4);
  }
}

/** Sends what the page holds. A save under way is given up for it: its turn is an earlier one, and the server counts. */
async function save() {
  let told = {};
  planNothing();
  if (flight) flight.abort();
  const mine = (flight = new AbortController());
  setTimeout(() => mine.abort(), 2e4);
  try {
    const reply = await post(mine.signal);
    if (reply.ok) told = (await reply.json()) || told;
    else if (reply.status > 499 || reply.status === 429) told.again = "busy";
  } catch (error) {
    if (error.name !== "SyntaxError") told.again = "offline";
  }
  if (flight === mine) arrived(told);
}

function post(signal) {
  turn.value++;
  const body = new URLSearchParams(new FormData(form));
  small = `${body}`.length < 6e4;
  return fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    keepalive: small,
    signal,
  });
}

/** What became of a save: to be tried `again` and why, or the server's answer, or neither, which is a refusal. */
function arrived({ again, seen, choose, problems }) {
  const since = soon > 0;
  const problem = seen && problems[0];
  flight = null;
  paused = !again && (!seen || !!choose);
  lost = !seen || !!problem || (paused && since);
  if (seen) rename(seen);
  if (!seen) say(again || "refused");
  else if (choose) offer(choose);
  else if (problem) say("problem", problem);
  else say(since ? "" : "saved");
  if (again) plan(5e3);
  else if (paused || pressed) planNothing();
  if (pressed && !again) goOn();
  else if (due && !again) save();
}

/** The hashes of what the server holds now, so of what the page now shows. */
function rename(seen) {
  for (const control of form.elements) {
    const key = control.name.split("@")[0];
    if (seen[key]) control.name = `${key}@${seen[key]}`;
  }
}

function offer(address) {
  say("choose");
  const link = words.appendChild(document.createElement("a"));
  link.href = address;
  link.textContent = words.dataset.link;
}

function goOn() {
  const button = pressed;
  pressed = null;
  form.requestSubmit(button);
}

function submitted(event) {
  if ((soon || flight) && event.submitter && form.requestSubmit) {
    event.preventDefault();
    pressed = event.submitter;
    say("saving");
    if (!flight) save();
  } else {
    turn.value++;
    lost = false;
    planNothing();
  }
}

function hurry() {
  if (soon || flight) save();
}

if (words && turn && window.fetch && window.FormData && window.URLSearchParams && window.AbortController) {
  form.oninput = changed; // Not `onchange`: a box that one leaves has said so before.
  form.onsubmit = submitted;
  window.ononline = hurry;
  window.onpageshow = (event) => {
    if (!event.persisted) return;
    pressed = null; // Who left and came back wants to be here.
    hurry();
  };
  window.onbeforeunload = () => lost || ((soon || flight) && !small) || null;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && soon) save();
  });
}
