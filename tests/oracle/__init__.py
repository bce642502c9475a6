"""A second, slow calculation of the same figures, written from the contract texts and the definitions alone.

It imports nothing of Teirei: standard library and jpholiday only, plain loops, no SQL. The tests compare the command
with it. Instants are whole UTC epoch seconds.
"""
