"""Asking a database which passages have some terms: by its index, as passages/0002 made it."""

from django.db.models import BooleanField, F, Func


class Has(Func):
    """Whether a passage has every one of some terms (keepitlocal/passages/asking.py)."""

    output_field = BooleanField()

    def __init__(self, *terms):
        super().__init__(F("stems"))
        self.terms = terms

    def as_postgresql(self, compiler, connection, **extra):
        """The vector says which stems there are; what stands beside what is read in the stems."""
        (column,) = self.source_expressions
        stems, _ = compiler.compile(column)
        phrases = [term.stems for term in self.terms if len(term.stems) > 1]
        tests = [f"{connection.ops.quote_name(column.alias)}.words @@ %s::tsquery"]
        tests += [f"' ' || {stems} || ' ' LIKE %s"] * len(phrases)
        params = [" & ".join(map(_in_vector, self.terms)), *(f"% {' '.join(phrase)} %" for phrase in phrases)]
        return f"({' AND '.join(tests)})", params

    def as_sqlite(self, compiler, connection, **extra):
        key = f"{connection.ops.quote_name(self.source_expressions[0].alias)}.id"
        query = " AND ".join(map(_in_table, self.terms))
        return f"{key} IN (SELECT rowid FROM passages_words WHERE passages_words MATCH %s)", [query]


def _in_vector(term):
    """A term as PostgreSQL's full text has it. Stems are letters and digits, so quotes hold them."""
    if term.likes:
        return "({})".format(" | ".join(f"'{each}'" for each in term.likes))
    return " & ".join(f"'{each}'" for each in term.stems) + (":*" if term.is_prefix else "")


def _in_table(term):
    """A term as SQLite's has it."""
    if term.likes:
        return "({})".format(" OR ".join(f'"{each}"' for each in term.likes))
    return '"{}"'.format(" ".join(term.stems)) + ("*" if term.is_prefix else "")
