"""What to act on and when, for people who do not have the pages open: a digest to send, a calendar of deadlines."""
