"""データ: what was loaded and when, what was turned away and why."""

from screens import data, desk, desk_result

if data.view() == "import":
    desk.show()
else:
    data.load()
    data.files()
    data.findings("rejects")
    data.findings("warnings")
    data.calendars()
    desk_result.history()
