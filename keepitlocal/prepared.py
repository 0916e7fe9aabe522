"""Queries that Django compiles once: to compile one costs some ten times what it costs to ask the database."""

import threading

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.query import get_related_populators

STAND_IN = 31_000  # and what follows: numbers that fit every column, and that no query of ours says by itself


class Prepared(threading.local):
    """A query that is asked again and again with other values: whole numbers, and words that are compared as they are.

    `ask` takes the values and returns a queryset: of instances, with what `select_related` names, or of `values_list`. A thread
    compiles for itself, because what is compiled belongs to its connection.
    """

    def __init__(self, ask):
        self.ask = ask
        self.compiled = {}  # by how many values there are: `IN` has a place for each

    def all(self, *values):
        """Every row, as the queryset gives it."""
        if len(values) not in self.compiled:
            self.compiled[len(values)] = self.compile(len(values))
        sql, places, made = self.compiled[len(values)]
        with connection.cursor() as cursor:
            cursor.execute(sql, [fixed if place is None else values[place] for fixed, place in places])
            return made(cursor.fetchall())

    def first(self, *values):
        """The first row, or None."""
        return next(iter(self.all(*values)), None)

    def compile(self, count):
        """The SQL; its parameters, as pairs of a fixed one and the place of the value that stands there; what makes its rows."""
        stand_ins = {str(STAND_IN + place): place for place in range(count)}
        compiler = self.ask(*(STAND_IN + place for place in range(count))).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = [(each, stand_ins.get(str(each))) for each in params]
        if {place for _, place in places} - {None} != set(range(count)):
            raise ValueError("A prepared query has a place for each of its values.")
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        make = maker(compiler)
        return sql, places, lambda rows: [make(row) for row in compiler.apply_converters(rows, converters)]


def maker(compiler):
    """What makes of a row what the queryset would, as Django's own ModelIterable does."""
    if not compiler.query.default_cols:  # values_list
        return tuple
    model, positions = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    names = [compiler.select[position][0].target.attname for position in positions]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)
    annotated = compiler.annotation_col_map.items()

    def make(row):
        thing = model.from_db(DEFAULT_DB_ALIAS, names, row[positions[0] : positions[-1] + 1])
        for each in related:
            each.populate(row, thing)
        for name, position in annotated:
            setattr(thing, name, row[position])
        return thing

    return make


class Swap:
    """An update of one row of a model, if it is as it was: of the same columns each time, so its SQL is written once."""

    def __init__(self, columns, only):
        self.columns, self.only, self.written = columns, only, None

    def __call__(self, model, to, only):
        """Change the row that is as `only` says to what `to` says: dicts of column to value. Whether there was one."""
        # All at once, for another thread may be asking.
        self.written = self.written or self.write(model)
        sql, fields = self.written
        values = [*(to[name] for name in self.columns), *(only[name] for name in self.only)]
        params = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.rowcount == 1

    def write(self, model):
        """The SQL, and the field of each of its parameters."""
        named = {each.attname: each for each in model._meta.concrete_fields}
        fields = [named[name] for name in (*self.columns, *self.only)]
        quoted = [f"{connection.ops.quote_name(each.column)} = %s" for each in fields]
        changes, tests = ", ".join(quoted[: len(self.columns)]), " AND ".join(quoted[len(self.columns) :])
        return f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET {changes} WHERE {tests}", fields
