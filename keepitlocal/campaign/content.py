"""What the pages of the front door say: read from what a version keeps, and written back to it as plain values."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

LONGEST = {  # characters
    "title": 120,
    "description": 200,
    "lede": 400,
    "body": 20_000,
    "source": 200,
    "figure": 30,
    "says": 200,
    "by": 120,
    "address": 500,
    "name": 60,
    "strapline": 120,
    "organisation": 120,
    "does": 300,
}
MOST = 20  # figures, titles to read on, or partners

is_address = URLValidator(schemes=["http", "https"], message="Enter a whole address, such as https://locality.org.uk.")


@dataclass(frozen=True)
class Figure:
    """A figure as it is said, such as "Nearly 60%"; its value in per cent, which is drawn; and of what it is."""

    figure: str
    value: int
    says: str


@dataclass(frozen=True)
class Reading:
    title: str
    by: str = ""
    address: str = ""


@dataclass(frozen=True)
class Partner:
    name: str
    does: str = ""
    address: str = ""


@dataclass(frozen=True)
class Written:
    """What a page says. The description is for search engines; the body is in Markdown."""

    title: str = ""
    description: str = ""
    lede: str = ""
    body: str = ""
    figures: tuple[Figure, ...] = ()
    source: str = ""
    reading: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Whole:
    """What is said of the campaign on every page of the front door; `so_far` are names of `parts.so_far`."""

    name: str = "Keep it Local"
    strapline: str = ""
    organisation: str = ""
    partners: tuple[Partner, ...] = ()
    so_far: tuple[str, ...] = ()


LISTS = {"figures": Figure, "reading": Reading, "partners": Partner}
Said = Written | Whole
# What a line of it is called, where that is not its name.
CALLED = {"body": "Text", "figures": "Figure", "reading": "Further reading", "partners": "Partner", "so_far": "Counted so far"}


def read(kind, plain):
    """The `Written` or `Whole` that plain values say."""
    lists = {key: tuple(LISTS[key](**each) for each in plain[key]) for key in LISTS.keys() & plain.keys()}
    ticked = {"so_far": tuple(plain["so_far"])} if "so_far" in plain else {}
    return kind(**plain | lists | ticked)


def plain_of(said):
    """The plain values that a version keeps: what JSON gives back as it was."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(said).items()}


def address_fault(address):
    """What is wrong with an address that a page would link to; nothing where it is left out."""
    try:
        if address:
            is_address(address)
    except ValidationError as error:
        return error.messages[0]
    return ""


def texts(said):
    """Every text of it that people read, as pairs of where it is and its words."""
    for key, value in vars(said).items():
        called = CALLED.get(key, key.capitalize())
        if isinstance(value, str):
            yield called, value
        elif key in LISTS:
            for number, each in enumerate(value, 1):
                yield from (
                    (f"{called} {number}", words) for name, words in vars(each).items() if name not in {"value", "address"}
                )


def lines(said):
    """All that it says, as pairs of what each line is called and its words: to be compared."""
    for key, value in vars(said).items():
        called = CALLED.get(key, key.capitalize())
        if key not in LISTS:
            yield called, value if isinstance(value, str) else ", ".join(value)
            continue
        for number, each in enumerate(value, 1):
            yield f"{called} {number}", "\n".join(str(words) for words in vars(each).values() if words != "")
