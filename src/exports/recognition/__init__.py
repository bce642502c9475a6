"""Which kind of export a heading line belongs to, and which heading carries which column."""
