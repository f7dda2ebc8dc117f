"""Which submissions are alike in what is rare?  Evidence for a person to look at, never a judgement."""
