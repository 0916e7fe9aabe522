"""In which language a page speaks, and what officers wrote in which.

English is what the portal was written in, at the addresses as they are; `/cy/…` is the same page in Welsh. The portal's own words
are in the catalogue (locale/cy). What officers write, they may translate, text by text; a text without a translation is shown
as it was written, and marked as English, so that whoever has the page read out hears it right.
"""
