"""Strings that have broken forms before, made from what is known of Unicode, HTML, SQL, templates and spreadsheets."""

import itertools
import unicodedata

WORDS = [
    "", " ", "undefined", "null", "None", "true", "NaN", "-1", "0", "1/0", "1e309", "0x0", "1,000.00", "٠١٢", "½", "²³",
    "Ann O'Neill", 'Say "yes"', "back\\slash", "a\tb", "a\rb", "a\r\nb", "a\n\n\nb", "  both ends  ", "ŵŷ Cymraeg", "Straße",
    "İstanbul", "ǆ", "ﬁ", "田中さん", "العربية", "עברית", "ไทย", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩‍👩‍👧‍👦", "e\u0301", "\u202eabc", "\u2066x\u2069", "\ufeffx", "x\u200by", "\u00ad",
    "Z" + "\u0351\u0344\u0308" * 20, "<", ">", "&", "&amp;", "&#x27;", "<b>bold</b>", "<!--", "]]>", "<![CDATA[", "</textarea>",
    "</title>", "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "javascript:alert(1)", "\" onfocus=\"alert(1)", "' onfocus='alert(1)", "<a href='data:text/html,x'>x</a>",
    "{{ 7*7 }}", "{% debug %}", "{x.__class__}", "${7*7}", "#{7*7}", "%s%d%n", "%(x)s", "$(id)", "`id`", "; ls", "|| true",
    "' OR '1'='1", "1; DROP TABLE evidence_answer", "\" OR \"\"=\"", "%", "_", "\\%", "--", "/*", "=1+1", "+1", "-1+1", "@SUM(1)",
    "../../etc/passwd", "..\\..\\x", "CON", "a" * 5000, "word " * 999, "\x00", "a\x00b", "\x01\x02\x1b[31m", "\x7f", "\x85", "\u2028\u2029",
    "\ue000", "\ufffd", "\uffff", "\U0010ffff", "http://example.org/?a=1&b=2", "mailto:a@example.org", "a@example.org\nBcc: b@example.org",
    "Content-Type: text/html\r\n\r\n<b>", "KIL-7QX4-M2PT", "csrfmiddlewaretoken", "on", "off",
]  # fmt: skip

# One or two characters of every general category that can be sent as text, alone and between letters.
CATEGORIES = sorted({unicodedata.category(chr(code)) for code in range(0x3000)} - {"Cs", "Cn"})
BY_CATEGORY = [
    character
    for category in CATEGORIES
    for character in itertools.islice((chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) == category), 9)
]
# Markup in every disguise, about every special character.
WRAPPED = [
    f"{left}{middle}{right}"
    for left, right in ["<>", "''", '""', "()", "{}"]
    for middle in ["x", "<x", "/x", "x=y", "\n", "&lt;"]
]

STRINGS = list(dict.fromkeys([*WORDS, *BY_CATEGORY, *(f"a{character}b" for character in BY_CATEGORY), *WRAPPED]))
