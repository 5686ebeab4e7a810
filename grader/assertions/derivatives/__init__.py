"""How a gradient is judged: the parts of `assert_gradient` and `assert_backward`, each in a file of its own.

Read them in this order: `leaves` (what is differentiated), `calling` (how functions are asked), `steps` (one central
difference and its error), `projections` (the decision), `kinks` (what may be no error), `structure` (what needs no
forward call), `degenerate` (forwards that a backward cannot be judged by), `localize` and `causes` (only after a no).
"""
