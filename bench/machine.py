"""What the figures were taken on."""

import os
import platform
from pathlib import Path


def named():
    """The machine by its processor and cores, and its Python."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def database():
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return f"SQLite {connection.Database.sqlite_version}, a file, WAL, synchronous=FULL"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}, fsync on, unix socket"
