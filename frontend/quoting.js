// Has the link beneath a paragraph of a principle comment on the words of it that one selects: by mouse, finger or keyboard.
const links = document.querySelectorAll("[data-kil-quotes]");
const MOST = 500; // characters

/** The part of the selection that lies in a paragraph, as the form takes it. */
function words(paragraph, selection) {
  const whole = document.createRange();
  const part = selection.getRangeAt(0).cloneRange();
  whole.selectNodeContents(paragraph);
  if (!part.intersectsNode(paragraph)) return "";
  if (part.compareBoundaryPoints(Range.START_TO_START, whole) < 0) part.setStart(whole.startContainer, whole.startOffset);
  if (part.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(whole.endContainer, whole.endOffset);
  return [...`${part}`.trim().replace(/\s+/g, " ")].slice(0, MOST).join("").trim();
}

/** What was selected last stays in its link: to press that undoes the selection. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  let said = "";
  for (const link of links) {
    const address = link.href.replace(/&quote=.*/, "");
    const quote = said ? "" : words(document.getElementById(link.dataset.kilQuotes), selection);
    said = said || quote;
    link.href = quote ? `${address}&quote=${encodeURIComponent(quote)}` : address;
    link.firstChild.data = quote ? "Comment on the words you selected" : "Comment on this paragraph";
  }
}

if (links.length) document.addEventListener("selectionchange", selected);
