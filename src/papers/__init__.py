"""Documents that people hand over and sign: figures of the metrics and words of the labels, typeset as PDF.

Nothing is computed here but the running balance of a term; the same input gives the same bytes.
"""
