"""Checks of the record: each a pure function from the record of a programme to findings.

General rules only. Nothing here knows a particular programme, organisation or document: what a rule needs is in the
models of the record (measures, roles, dimensions) or in the figures themselves. ``registry`` lists them.
"""
