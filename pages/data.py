"""データ: what was loaded and when, what was turned away and why."""

from screens import data

data.load()
data.files()
data.findings("rejects")
data.findings("warnings")
data.calendars()
