"""`make bench`: what is taken together has a process of its own on each database, because settings are read once."""

import subprocess
import sys

from bench.run import TOGETHER

KINDS = sys.argv[1:] or ["sqlite", "postgresql"]
sys.exit(
    max(subprocess.run([sys.executable, "-m", "bench.run", kind, *steps]).returncode for kind in KINDS for steps in TOGETHER)
)
