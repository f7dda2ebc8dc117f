"""Audits of a unit's grading: how the judge treats mistakes, variants, mechanical mutants and answers outside the bank."""
