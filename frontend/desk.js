// Keys for officers who read one submission after another. Whatever they do is a link or a button on the page as well.
const list = document.querySelector("[data-kil-keys]");
const OFF = "kil-keys-off"; // WCAG 2.1.4: whoever speaks to the computer, or rests a hand on it, turns them off
const TYPED = "input, select, textarea, [contenteditable]";

/** What a key does: presses what the page names by it, or goes to it where it is typed into. */
function press(event) {
  const { key, target, altKey, ctrlKey, metaKey, repeat } = event;
  if (altKey || ctrlKey || metaKey || repeat || localStorage[OFF] || target.closest(TYPED)) return;
  const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key.split(" ").includes(key));
  if (!found) return;
  event.preventDefault();
  if (found.matches("details")) found.open = !found.open;
  else if (found.matches("a, button")) found.click();
  else (found.querySelector("textarea, input:not([type=hidden])") || found).focus();
}

if (list) {
  const off = list.querySelector("input");
  off.closest("[hidden]").hidden = false;
  off.checked = !localStorage[OFF];
  off.onchange = () => (off.checked ? localStorage.removeItem(OFF) : (localStorage[OFF] = 1));
  document.addEventListener("keydown", press);
}
