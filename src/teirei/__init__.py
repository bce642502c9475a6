"""The command line: `teirei load`, `clock`, `tickets`, `sla`, `sample`, `dashboard`."""
