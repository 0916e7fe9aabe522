"""`make bench`: each database has a process of its own, because settings are read once."""

import subprocess
import sys

KINDS = sys.argv[1:] or ["sqlite", "postgresql"]
sys.exit(max([subprocess.run([sys.executable, "-m", "bench.run", kind]).returncode for kind in KINDS]))
