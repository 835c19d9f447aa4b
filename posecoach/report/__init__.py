"""The report: history in, one HTML page out, complete in itself; nothing is fetched for it."""
