"""The rules of the house, kept by machine. Each has a finder; what a finder must catch is tested beside it."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import EmailField

ROOT = settings.ROOT
MAY_IMPORT = {
    "keepitlocal": {"keepitlocal"},
    "survey": {"survey", "keepitlocal"},
    "evidence": {"evidence", "keepitlocal"},
    "principles": {"principles", "evidence", "keepitlocal"},
}
ALL = sorted(path.relative_to(ROOT) for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py"))
SOURCES = [path for path in ALL if not {"tests", "migrations"} & set(path.parts)]
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*") if path.is_file())

# Where the clock may be read: at the edges, once.
EDGES = {"keepitlocal/arrival.py", "keepitlocal/trial.py"}
# The one default that is the clock's: Django makes superusers without asking when.
DEFAULTS = {"keepitlocal/officers/models.py": ["timezone.now"]}
# What may go out unescaped, and why.
UNESCAPED = {
    "templates/outbox/email.txt": "plain text, where escaping would put entities into people's names",
    "templates/evidence/copy.txt": "a plain text file, for the same reason",
    "templates/survey/copy.txt": "another one",
    "keepitlocal/pages.py": "what a template made is escaped by that; whoever calls something `Made` is named here, too",
    "keepitlocal/prose.py": "Markdown of officers, made HTML of a short list of elements by one library and cleaned by another",
    "principles/pages.py": "comments that templates made, one below the other in lists",
}
# What may catch whatever comes, and why.
CATCHES_ALL = {"keepitlocal/outbox/letters.py": "a mistake in one part's words must not keep the other e-mails from going"}
# Models with a field called name that is nobody's name.
NOBODYS = {
    "outbox.Heartbeat": "the name of a process",
    "passages.Tag": "the name of a theme",
    "pledges.Place": "a town’s",
    "pictures.Picture": "a sum of bytes",
    "resources.File": "the name of a file",
}

each_source = pytest.mark.parametrize("path", SOURCES, ids=str)
each_template = pytest.mark.parametrize("path", TEMPLATES, ids=str)
each_model = pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.split(".")[0] in MAY_IMPORT])


def parsed(path):
    return ast.parse((ROOT / path).read_text())


def imported(tree):
    """The packages that a module imports, by their first names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0] if node.module and not node.level else "a relative import"


CLOCKS = {
    ast.Attribute: r"(.*\.)?(now|utcnow|today)|time\.time(_ns)?",
    ast.Call: r"(.*\.)?(localtime|localdate|gmtime|Now)\(\)",
    ast.ImportFrom: r"from .* import (.*, )?(now|time_ns|localdate)\b.*|from time import (.*, )?time\b.*",
    ast.keyword: r"auto_now(_add)?=.*",
}


def clock_reads(tree):
    """Every place that reads the clock, or hands it on to be read."""
    for node in ast.walk(tree):
        if type(node) in CLOCKS and re.fullmatch(CLOCKS[type(node)], words := ast.unparse(node), re.DOTALL):
            yield words


def trusted_words(tree):
    """Every name that tells Django not to escape something."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    return names & {"mark_safe", "SafeString", "SafeText", "SafeData", "Made"}


def unescaped(template):
    return re.findall(r"\|\s*safe(?:seq)?\b|autoescape\s+off", template)


def template_clock_reads(template):
    """Tags and filters that read the clock; `timesince` and `timeuntil` do when they are not told since when."""
    return re.findall(r"\{%\s*now\b|\|\s*time(?:since|until)\b(?!:)", template)


def catches_all(tree):
    """Every handler that catches whatever comes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            if not caught or re.search(r"\b(Base)?Exception\b", caught):
                yield f"except {caught}"


def undeclared(model):
    """The fields that hold somebody's address or name, and are not declared personal."""
    telling = {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, EmailField) or field.name in {"name", "organisation"}
    }
    return telling - set(getattr(model, "PERSONAL", ()))


def is_an_edge(path):
    return str(path) in EDGES or path.name == "tasks.py" or "tasks" in path.parts or {"management", "commands"} <= set(path.parts)


@each_source
def test_imports_go_one_way(path):
    ours = set(imported(parsed(path))) & {*MAY_IMPORT, "a relative import"}

    assert ours - MAY_IMPORT[path.parts[0]] == set()


@each_source
def test_the_clock_is_read_at_the_edges_alone(path):
    assert is_an_edge(path) or list(clock_reads(parsed(path))) == DEFAULTS.get(str(path), [])


@each_source
def test_nothing_in_code_is_called_safe_unescaped(path):
    assert str(path) in UNESCAPED or trusted_words(parsed(path)) == set()


@each_template
def test_nothing_in_a_template_goes_out_unescaped(path):
    assert str(path) in UNESCAPED or unescaped((ROOT / path).read_text()) == []


@each_template
def test_no_template_reads_the_clock(path):
    assert template_clock_reads((ROOT / path).read_text()) == []


@each_source
def test_nothing_catches_whatever_comes(path):
    assert str(path) in CATCHES_ALL or list(catches_all(parsed(path))) == []


def test_every_file_has_a_subject():
    vague = {"utils", "common", "core", "helpers", "services", "managers"}

    assert [str(path) for path in ALL if vague & {*path.parent.parts, path.stem}] == []


@pytest.mark.parametrize("path", [*ALL, *TEMPLATES], ids=str)
def test_no_file_is_longer_than_300_lines(path):
    assert "migrations" in path.parts or len((ROOT / path).read_text().splitlines()) <= 300


def test_everything_that_is_let_off_a_rule_is_still_there():
    assert [path for path in {*EDGES, *DEFAULTS, *UNESCAPED, *CATCHES_ALL} if not (ROOT / path).exists()] == []


@each_model
def test_what_is_personal_is_declared(model):
    assert model._meta.label in NOBODYS or undeclared(model) == set()


@each_model
def test_what_is_declared_personal_is_a_field(model):
    fields = {field.name for field in model._meta.get_fields()}

    assert set(getattr(model, "PERSONAL", ())) - fields == set()


@pytest.mark.parametrize("model", [model for model in apps.get_models() if hasattr(model, "MOVES")])
def test_every_status_has_its_moves(model):
    statuses = {value for value, _ in model._meta.get_field("status").choices}

    assert set(model.MOVES) == statuses
    assert set().union(*model.MOVES.values()) <= statuses


@pytest.mark.parametrize(
    "code",
    [
        "timezone.now()",
        "from django.utils.timezone import now",
        "datetime.datetime.now(tz)",
        "datetime.utcnow()",
        "date.today()",
        "timezone.localdate()",
        "timezone.localtime()",
        "time.time()",
        "from time import time",
        "DateTimeField(auto_now_add=True)",
        "DateTimeField(default=timezone.now)",
        "Rows.update(at=Now())",
    ],
)
def test_a_reading_of_the_clock_is_found(code):
    assert list(clock_reads(ast.parse(code))) != []


@pytest.mark.parametrize("code", ["timezone.localtime(at)", "timezone.localdate(at)", "time.monotonic()", "now.get_models()"])
def test_what_reads_no_clock_is_let_be(code):
    assert list(clock_reads(ast.parse(code))) == []


@pytest.mark.parametrize(
    "code", ["from django.utils.safestring import mark_safe", "safestring.mark_safe(x)", "SafeString(x)", "pages.Made(x)"]
)
def test_words_called_safe_are_found(code):
    assert trusted_words(ast.parse(code)) != set()


@pytest.mark.parametrize("template", ["{{ x|safe }}", "{{ x | safeseq }}", "{% autoescape off %}"])
def test_an_unescaped_place_is_found(template):
    assert unescaped(template) != []


@pytest.mark.parametrize("template", ['{% now "Y" %}', "{{ x|timesince }}", "{{ x|timeuntil }}"])
def test_a_template_that_reads_the_clock_is_found(template):
    assert template_clock_reads(template) != []


@pytest.mark.parametrize("caught", ["", " Exception", " (ValueError, Exception)", " BaseException as error"])
def test_catching_whatever_comes_is_found(caught):
    assert list(catches_all(ast.parse(f"try:\n    x\nexcept{caught}:\n    y"))) != []


@pytest.mark.parametrize(
    "code", ["import survey.models", "from survey import models", "def f():\n    from survey.models import X"]
)
def test_an_import_is_found(code):
    assert "survey" in set(imported(ast.parse(code)))


def test_an_undeclared_address_is_found(monkeypatch):
    officer = apps.get_model("officers.Officer")
    monkeypatch.setattr(officer, "PERSONAL", ("name",))

    assert undeclared(officer) == {"email"}


@pytest.mark.parametrize(
    ("path", "edge"),
    [("evidence/tasks.py", True), ("keepitlocal/management/commands/trial.py", True), ("evidence/models/calls.py", False)],
)
def test_the_edges_are_known(path, edge):
    assert is_an_edge(Path(path)) is edge
