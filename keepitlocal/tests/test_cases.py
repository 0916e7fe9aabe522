"""docs/cases.md and the tests' own docstrings say the same."""

import ast
import re

from keepitlocal.tests.test_house import ROOT

CASE = re.compile(r"\b[UFDACMXBPH]\d{1,2}\b")


def claimed():
    """A dict of case to the tests whose docstrings name it; a file whose own docstring does stands for all its tests."""
    found = {}
    for part in ["keepitlocal", "evidence", "survey", "principles"]:
        for path in (ROOT / part).rglob("test_*.py"):
            tree = ast.parse(path.read_text())
            tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
            for named, docstring in [
                (path.name, ast.get_docstring(tree)),
                *((test.name, ast.get_docstring(test)) for test in tests),
            ]:
                for case in CASE.findall(docstring or ""):
                    found.setdefault(case, set()).add(named)
    return found


def listed():
    """The same, from the list: a row names files with their tests, or a file alone."""
    found = {}
    for row in re.findall(r"^\| ([A-Z]\d+) \|.*\| ([^|]*) \|$", (ROOT / "docs/cases.md").read_text(), re.M):
        case, cell = row
        for entry in cell.split("<br>"):
            file, _, tests = entry.partition(": ")
            found.setdefault(case, set()).update(tests.split(", ") if tests else [file.rpartition("/")[2]])
    return found


def test_the_list_of_cases_names_exactly_the_tests_that_name_them():
    assert listed() == claimed()
