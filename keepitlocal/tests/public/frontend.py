"""What the checks use of frontend/node_modules. Where that folder is missing they are skipped, but not where all must pass."""

import os

import pytest

from keepitlocal.tests.test_house import ROOT

MODULES = ROOT / "frontend" / "node_modules"


def module(*names):
    """The path of a file of a module."""
    path = MODULES.joinpath(*names)
    if not path.exists():
        missing = f"{names[0]} is not there, so what needs it was not tested: run `npm ci` in frontend/."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return path
