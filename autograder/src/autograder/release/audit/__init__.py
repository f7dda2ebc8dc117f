"""Is a unit's grading any good?  Mistakes, variants, mechanical mutants and answers from outside through the judge."""
