"""The measures, in the order in which they are printed.

A measure has a `name`; `has_answer(page)`; `count(pages, said)`, which gives what it counted on each page, by the page's name; and
`figures(counts)`, the figures of pages from their counts added up, the first of which is
the one to look at; and `worth(counts)`, by which two programs are compared page by page.
"""

from dates import Expressions
from events import Groups
from names import Names
from quotes import Quotes
from texts import Body, Headline, Published

MEASURES = (
    Body("body, words", 1), Body("body, runs of 4 words", 4), Headline(), Published(), Expressions(),
    Groups("event"), Groups("story"), Quotes(), Names("people"), Names("organizations"), Names("places"),
)
