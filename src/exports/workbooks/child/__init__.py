"""What runs in the child process that alone opens a workbook: the standard library and calamine, nothing heavier."""
