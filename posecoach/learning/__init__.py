"""From a recording of a stretch done well to a stretch file, or to somebody's own range.

Pure: poses in, data and text out. It reads a clip through the core's own measures, so what a draft
says is what the coach will read.
"""
