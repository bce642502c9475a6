"""The command line: `teirei load`, `rejects`, `clock`, `tickets`, `sla`, `sample`, `dashboard`."""
