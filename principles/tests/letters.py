"""Texts for tests of likeness: one form letter as different people send it, and what different people write by themselves."""

LETTER = """Dear Sir or Madam,

I am writing about draft principle 4. Small local charities know the people they serve, and they are shut out of contracts by
long forms and by contracts that are far too large for them. I ask you to say plainly that grants are a proper way to pay for
local services, and that no contract should be so large that a local organisation cannot bid for it alone.

Please keep it local.

Yours faithfully,
Jane Smith"""

SHORTER = "Contracts should be let in small lots, so that local charities can bid for them without a partner or a bank."

# What people do to a form letter before they send it, in words.
VARIANTS = {
    "shouted": LETTER.upper(),
    "on one line": " ".join(LETTER.split()),
    "without punctuation": LETTER.replace(",", "").replace(".", ""),
    "with other punctuation": LETTER.replace(".", "!").replace(", and", " – and"),
    "another name": LETTER.replace("Jane Smith", "Mohammed Iqbal, Bradford"),
    "another greeting": LETTER.replace("Dear Sir or Madam", "To whom it may concern"),
    "no greeting and no name": "\n".join(LETTER.splitlines()[2:-2]),
    "a place put in": LETTER.replace("Small local charities know", "Small local charities here in Hebden Bridge know"),
    "a sentence added": LETTER.replace("Please keep", "I have seen this happen to my mother's day centre. Please keep"),
    "a sentence left out": LETTER.replace("Please keep it local.\n\n", ""),
    "words changed here and there": LETTER.replace("plainly", "clearly").replace("far too large", "much too big"),
    "a name, a greeting and a place": LETTER.replace("Dear Sir or Madam", "Hello")
    .replace("Jane Smith", "P. Kowalska")
    .replace("local services", "local services in Hull"),
    "a name, a greeting and a sentence": LETTER.replace("Dear Sir or Madam", "Dear policy team")
    .replace("Jane Smith", "Angharad Rees")
    .replace("Please keep", "My own group has given up bidding altogether. Please keep"),
}
SHORTER_VARIANTS = {
    "shouted": SHORTER.upper(),
    "with a greeting": f"Hello, {SHORTER}",
    "with a name": f"{SHORTER}\n\nDave, Leeds",
    "with a word changed": SHORTER.replace("local charities", "local groups"),
}

# What different people write about one principle, some of it quoted from there, as people do.
DIFFERENT = [
    LETTER,
    SHORTER,
    "I agree with this principle.",
    "I do not agree with this principle.",
    "I agree with this.",
    "I agree with that.",
    "Well said. More of this please.",
    "Commissioners need scale. A council with forty small contracts spends more on managing them than on services.",
    "“Fund in simple, proportionate ways that let small local providers take a full part in commissioning.” Yes, but who decides "
    "what is proportionate? Our council thinks that a forty-page form is.",
    "“Fund in simple, proportionate ways that let small local providers take a full part in commissioning.” This should "
    "name grants. The word funding has been read as contracts for ten years, and nothing in this sentence stops that.",
    "Turn away from large contracts: agreed, and please say what large means. In our county a lot of less than £2 million is "
    "called small, and there is no charity here whose turnover is a tenth of that.",
    "Small local charities know the people they serve, which is true, but they also must pay staff during a nine-month tender.",
    "I am writing about draft principle 4 as a former procurement manager. The rules already allow all of this. What is missing "
    "is training for the people who apply them, and somebody senior who says that it is safe to be simple.",
    "I am writing about draft principle 4 as somebody who uses a day centre. I was never asked who should run it. Ask us first, "
    "then write the contract, and let us sit on the panel that chooses.",
    "Competition is not the enemy. Without it the same three organisations get everything, year after year, local or not.",
]
