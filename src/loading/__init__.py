"""A load: exports → a new version of the database, or nothing at all; for the command line and the pages."""

from loading.work import Known, Loaded, Progress, Quiet, Request, load

__all__ = ["Known", "Loaded", "Progress", "Quiet", "Request", "load"]
