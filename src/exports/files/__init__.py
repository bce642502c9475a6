"""Files → records: bytes, text, layout, split. Nothing here knows what a column means."""
