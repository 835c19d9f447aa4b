"""Channels -> a posed figure, all frames at once; one module a way of being placed.

Limb channels are the angles of the stretch specification (hip flexion against that side's own
trunk line, knee flexion), so the figure shows what the script asks for; the truth is measured
afresh from the figure all the same.
"""
