"""What runs after `copier update`: it finishes what lines cannot merge, and says what is left for the owner.

Plain Python on what Copier itself needs; `after_update.py` beside this package is what Copier calls.
"""
