"""The colours of everything drawn, as BGR.

Green, amber and blue stay apart for people who see no red or no green, and each comes with an icon
of its own shape. On a panel over a white wall every colour of text keeps a contrast of 4.5 and
more (WCAG 2.1), which a test computes.
"""

from __future__ import annotations

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
SOFT: Colour = (218, 212, 208)  # second lines
MINT: Colour = (158, 230, 92)  # good
AMBER: Colour = (64, 184, 255)  # to correct
CORAL: Colour = (128, 156, 255)  # stop
SKY: Colour = (255, 205, 140)  # not seen; to know
INK: Colour = (28, 22, 20)  # on coloured icons, around light lines
PANEL: Colour = (30, 25, 22)
CHOSEN: Colour = (92, 70, 44)  # the chosen row of a list
TRACK: Colour = (110, 104, 100)  # the empty part of a ring or a dot
BACKDROP: Colour = (40, 33, 28)  # behind the home screen and beside a picture of another shape

PANEL_ALPHA = 0.84
