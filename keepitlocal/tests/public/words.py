"""Words and names that are longer than any place for them."""

WORD = "Llanfairpwllgwyngyll" * 5
LONG = f"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, and {'what everybody there has to say of it ' * 3}"[:120]
EMAIL = f"{WORD[:60]}@{WORD[:60]}.example.org"
