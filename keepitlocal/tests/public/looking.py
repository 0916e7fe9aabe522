"""What is looked at on a page that a browser shows: each a script of what is wrong with it, as a list of sentences."""

AXE = """async () => (await axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"], resultTypes: ["violations"], preload: false,
})).violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).slice(0, 4).join(", ")}`)"""

# Wider than the screen, or text that its own box cuts off. What is hidden from the eyes alone is cut off on purpose.
CRAMPED = """() => {
    const wide = document.documentElement.scrollWidth, found = [];
    if (wide > innerWidth) found.push(`the page is ${wide} wide`);
    for (const each of document.querySelectorAll("main *, header *, footer *")) {
        const style = getComputedStyle(each);
        if (!/hidden|clip/.test(style.overflow) || !each.innerText || each.clientWidth < 2 || each.closest("svg")) continue;
        if (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
            found.push(`${each.localName}.${each.className} cuts off: ${each.innerText.slice(0, 40)}`);
    }
    return found;
}"""

# A sheet that the page's own policy has no say in: it is made by the browser, not read from the page.
WEAR = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
# WCAG 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""
# WCAG 1.4.4.
TWICE_AS_LARGE = "html { font-size: 200% !important; }"

# In the colours that a person chose themselves, only a border says where a control is.
BORDERLESS = """() => [...document.querySelectorAll("button, .govuk-button, input, select, textarea")].filter(each => {
    if (!each.checkVisibility() || each.type === "hidden" || each.type === "file") return false;
    const drawn = /radio|checkbox/.test(each.type) && each.nextElementSibling
        ? getComputedStyle(each.nextElementSibling, "::before") : getComputedStyle(each);
    return each.getBoundingClientRect().width > 1 && (drawn.borderStyle === "none" || parseFloat(drawn.borderTopWidth) === 0);
}).map(each => `${each.localName} ${each.id || each.textContent.trim()}`)"""

# On paper nothing can be pressed.
PRINTED = """() => [
    ...document.querySelectorAll("nav, button, .govuk-button, .govuk-skip-link, .govuk-back-link"),
    ...[...document.querySelectorAll("a")].filter(each => each.firstChild?.textContent.trim() === "Change"),
].filter(each => each.checkVisibility()).map(each => `${each.localName} ${each.textContent.trim().slice(0, 40)}`)"""

# What does not look other when it has the focus than when it has not.
UNFOCUSED = """() => {
    const look = each => {
        const beside = each.nextElementSibling && /radio|checkbox/.test(each.type) ? [[each.nextElementSibling, "::before"]] : [];
        return [[each, null], ...beside].map(([element, part]) => {
            const style = getComputedStyle(element, part);
            return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, style.borderColor].join();
        }).join();
    };
    const found = [];
    for (const each of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
        if (!each.checkVisibility() || each.disabled || each.tabIndex < 0) continue;
        document.activeElement.blur();
        const before = look(each);
        each.focus({ preventScroll: true });
        if (look(each) === before) found.push(`${each.localName} ${each.id || each.textContent.trim().slice(0, 40)}`);
    }
    return found;
}"""


def looked_at(screen, *, has_axe):
    """A dict of what is checked to what is wrong with the state that a screen shows."""
    page = screen.page
    found = {"axe": page.evaluate(AXE) if has_axe else [], "cramped": page.evaluate(CRAMPED)}
    page.evaluate(WEAR, SPACED)
    found["spaced"] = page.evaluate(CRAMPED)
    page.evaluate(WEAR, "")
    return found


def worn(screen):
    """The same of how it looks with large text and with the focus, on paper, and in a person's own colours."""
    page = screen.page
    page.evaluate(WEAR, TWICE_AS_LARGE)
    found = {"twice as large": page.evaluate(CRAMPED)}
    page.evaluate(WEAR, "")
    found["focus"] = page.evaluate(UNFOCUSED)
    page.emulate_media(media="print")
    found["print"] = page.evaluate(PRINTED)
    page.emulate_media(media="screen", forced_colors="active")
    found["forced colours"] = page.evaluate(BORDERLESS)
    page.emulate_media(forced_colors="none")
    return found
