"""Every page that respondents see, in each of its states, as somebody was shown it: for checks that look at them all.

`states` walks through a portal of the tests' own, stage by stage: with nothing in it, with the round of content/, with words
longer than any place for them, and when all is over. docs/public.md names every address and the states that are made of it;
one without a parameter is asked for in every stage without a word more, and what else there is to see of a part is in the
part's own module here.
"""

from keepitlocal.tests.public.stages import load, stages
from keepitlocal.tests.public.states import HTML, State, Visitor
from keepitlocal.tests.public.table import Row, patterns, rows

__all__ = ["HTML", "Row", "State", "Visitor", "load", "patterns", "rows", "stages"]
