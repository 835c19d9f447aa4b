"""Draws a posed figure in a plain room, with software or hardware OpenGL.

The room never moves, so it is drawn once a clip, in sun and in shade; each frame mixes the two
by the figure's shadow and draws the figure over it. Everything is drawn at twice the size and
averaged down. Use one `Scene` a process: two contexts alive have corrupted each other's frames.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import moderngl
import numpy as np

from samples.generator import shaders
from samples.generator.body import Body, Colour
from samples.generator.camera import Box, Camera, Room, look_at
from samples.generator.dress import RODS, Surface, rods, surfaces
from samples.generator.mesh import Array
from samples.generator.rig import unit
from samples.generator.skin import skin_texture

OVERSAMPLE = 2
SHADOW_PX = 1536
SHADOW_REACH_M = 1.7
FIGURE_LAYOUT = "3f 3f 2f 3f 1f 4f 4f"
FIGURE_FIELDS = ("place", "normal", "uv", "rest", "hem", "bone", "weight")
PLANKS, PAINT, FABRIC = 0.0, 1.0, 2.0
GLASS: Colour = (0.6, 0.7, 0.72)
TOWEL: Colour = (0.92, 0.88, 0.78)


def linear(colour: Colour) -> Colour:
    """Return a screen colour as light."""
    red, green, blue = (float(channel**2.2) for channel in colour)
    return red, green, blue


@dataclass
class _Drawn:
    """A surface on the graphics card: its two vertex arrays, and what the shader must know."""

    surface: Surface
    seen: moderngl.VertexArray
    shadow: moderngl.VertexArray


@dataclass
class Scene:
    """A window-less picture maker of one size, (width, height) in pixels."""

    size: tuple[int, int]
    drawn: list[_Drawn] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the context; build programs and frame buffers."""
        gl = self.gl = _context()
        gl.enable(moderngl.DEPTH_TEST)
        self.figure = gl.program(vertex_shader=shaders.SKINNED, fragment_shader=shaders.FIGURE)
        self.shade = gl.program(vertex_shader=shaders.SKINNED, fragment_shader=shaders.SHADOW)
        self.room = gl.program(vertex_shader=shaders.ROOM_VERTEX, fragment_shader=shaders.ROOM)
        screen = shaders.WHOLE_SCREEN
        self.backdrop = gl.program(vertex_shader=screen, fragment_shader=shaders.BACKDROP)
        self.sun = gl.program(vertex_shader=screen, fragment_shader=shaders.SUN)
        self.shrink = gl.program(vertex_shader=screen, fragment_shader=shaders.SHRINK)
        self.bones = gl.buffer(reserve=shaders.BONES * 64)
        self.bones.bind_to_uniform_block(0)
        large = (self.size[0] * OVERSAMPLE, self.size[1] * OVERSAMPLE)
        self.picture = gl.texture(large, 4)
        self.large = gl.framebuffer([self.picture], gl.depth_renderbuffer(large))
        self.small = gl.framebuffer([gl.texture(self.size, 4)])
        self.sun_share = gl.texture(self.size, 1)
        self.sun_buffer = gl.framebuffer([self.sun_share])
        self.room_depth = gl.depth_texture(large)
        self.room_depth.compare_func = ""
        self.in_sun, self.in_shade = gl.texture(large, 4), gl.texture(large, 4)
        self.empty = gl.framebuffer([self.in_sun, self.in_shade], self.room_depth)
        self.shadow_map = gl.depth_texture((SHADOW_PX, SHADOW_PX))
        self.shadow_map.compare_func = "<="
        self.shadow_buffer = gl.framebuffer(depth_attachment=self.shadow_map)

    def enter(self, body: Body, room: Room, camera: Camera) -> None:
        """Put a figure into a room before a camera, and draw the empty room."""
        self.body = body
        self.light = unit(np.array(room.light))
        centre = np.array([0.0, 0.5, 0.0])
        towards = look_at(centre + 4.0 * self.light, centre)
        self.light_projection = _orthographic(SHADOW_REACH_M, 1.0, 7.0) @ towards
        self.view = camera.projection @ camera.view
        for program in (self.figure, self.room, self.sun):
            _set(program, "light_projection", self.light_projection)
            _set(program, "light", tuple(self.light))
            _set(program, "eye", tuple(camera.eye))
            _set(program, "ambient", room.ambient)
        _set(self.figure, "eye_rest", tuple(body.rig.rest("eye.L")))
        _set(self.figure, "hair_tint", linear(body.character.hair))
        self._undress()
        texture = self.gl.texture((1024, 1024), 3, skin_texture(body.character)[::-1].tobytes())
        texture.build_mipmaps()
        texture.anisotropy = 4.0
        self.skin = texture
        self.drawn = [self._upload(part) for part in surfaces(body)]
        self.towel = [self._upload(part) for part in rods(body, TOWEL, 0.012)]
        self._draw_room(room)

    def _undress(self) -> None:
        for part in self.drawn:
            part.seen.release()
            part.shadow.release()

    def _upload(self, part: Surface) -> _Drawn:
        vertices = self.gl.buffer(part.packed())
        index = self.gl.buffer(part.triangles.astype("i4").tobytes())
        arrays = []
        for program in (self.figure, self.shade):
            layout, names = _layout(program)
            arrays.append(self.gl.vertex_array(program, [(vertices, layout, *names)], index))
        return _Drawn(part, *arrays)

    def _draw_room(self, room: Room) -> None:
        boxes = np.concatenate([_box(*box) for box in _furniture(room)])
        buffer = self.gl.buffer(boxes.astype("f4").tobytes())
        layout = "3f 3f 3f 1f"
        names = ("place", "normal", "colour", "pattern")
        array = self.gl.vertex_array(self.room, [(buffer, layout, *names)])
        _set(self.room, "view_projection", self.view)
        self.empty.use()
        self.empty.clear(0.7, 0.7, 0.7, 1.0, depth=1.0)
        array.render()
        array.release()

    def draw(self, bones: Array, *, towel: bool = False) -> Array:
        """Return the picture, (height, width, 3) uint8 red-green-blue.

        `bones` is (bones, 4, 4): from rest to world, the rig's first and the rods' after them.
        """
        self.bones.write(np.swapaxes(bones, 1, 2).astype("f4").tobytes())
        parts = self.drawn + (self.towel if towel else [])
        self.shadow_buffer.use()
        self.shadow_buffer.clear(depth=1.0)
        _set(self.shade, "view_projection", self.light_projection)
        for part in parts:
            part.shadow.render()
        self._draw_backdrop()
        self._draw_figure(parts)
        self.picture.use(0)
        self.small.use()
        _set(self.shrink, "large", 0)
        self._whole_screen(self.shrink)
        width, height = self.size
        flat = np.frombuffer(self.small.read(components=3, alignment=1), np.uint8)
        return flat.reshape(height, width, 3)[::-1]

    def _whole_screen(self, program: moderngl.Program) -> None:
        self.gl.depth_func = "1"  # always
        array = self.gl.vertex_array(program, [])
        array.render(vertices=3)
        array.release()
        self.gl.depth_func = "<"

    def _draw_backdrop(self) -> None:
        """Fill the large buffer with the empty room, darkened where the figure's shadow falls."""
        textures = self.in_sun, self.in_shade, self.room_depth, self.shadow_map, self.sun_share
        names = "in_sun", "in_shade", "depth_map", "shadow_map", "sun_map"
        for place, texture in enumerate(textures):
            texture.use(place)
        for program in (self.sun, self.backdrop):
            for place, name in enumerate(names):
                _set(program, name, place)
        _set(self.sun, "unproject", np.linalg.inv(self.view))
        self.sun_buffer.use()
        self._whole_screen(self.sun)
        self.large.use()
        self._whole_screen(self.backdrop)

    def _draw_figure(self, parts: list[_Drawn]) -> None:
        self.skin.use(0)
        _set(self.figure, "skin_map", 0)
        _set(self.figure, "shadow_map", 3)
        _set(self.figure, "view_projection", self.view)
        for part in parts:
            _set(self.figure, "kind", part.surface.kind)
            _set(self.figure, "tint", linear(part.surface.colour))
            part.seen.render()


def _context() -> moderngl.Context:
    """Open OpenGL without a window: by EGL where there is one, else as the system does."""
    by_egl: dict[str, Any] = {"backend": "egl"}
    try:
        return moderngl.create_context(standalone=True, **by_egl)
    except Exception:  # noqa: BLE001  glcontext raises bare Exception where EGL is missing
        return moderngl.create_context(standalone=True)


def bone_matrices(body: Body, rotations: Array, places: Array, rods_m: Array | None) -> Array:
    """Return (bones, 4, 4) from rest to world for one frame; `rods_m` is (rods, 2, 3) ends."""
    out = np.tile(np.eye(4), (len(body.rig.names) + RODS, 1, 1))
    count = len(body.rig.names)
    out[:count, :3, :3] = rotations
    out[:count, :3, 3] = places - np.einsum("bij,bj->bi", rotations, body.rig.heads)
    if rods_m is not None:
        for k, (start, end) in enumerate(rods_m):
            along = end - start
            aside = unit(np.cross(along, [0.3, 1.0, 0.2]))
            out[count + k, :3, :3] = np.stack([along, aside, unit(np.cross(along, aside))], axis=1)
            out[count + k, :3, 3] = start
    return out


def _set(program: moderngl.Program, name: str, value: object) -> None:
    """Set a uniform, where the program has kept it; matrices are given row by row."""
    uniform = program.get(name, None)
    if isinstance(uniform, moderngl.Uniform) and isinstance(value, np.ndarray):
        uniform.write(value.T.astype("f4").tobytes())
    elif uniform is not None:
        program[name] = value


def _layout(program: moderngl.Program) -> tuple[str, list[str]]:
    """Return the buffer format with padding for what the program does not read."""
    formats, names = [], []
    for text, name in zip(FIGURE_LAYOUT.split(), FIGURE_FIELDS, strict=True):
        kept = name in program
        formats.append(text if kept else f"{text[0]}x4")
        names += [name] if kept else []
    return " ".join(formats), names


def _orthographic(reach_m: float, near_m: float, far_m: float) -> Array:
    deep = far_m - near_m
    out = np.diag([1 / reach_m, 1 / reach_m, -2 / deep, 1.0])
    out[2, 3] = -(far_m + near_m) / deep
    return out


def _furniture(room: Room) -> list[Box]:
    """Return the room's boxes: two corners, colour, pattern. The floor's top is at -12 mm."""
    wall, side, door, picture = room.wall_z_m, 7.0, room.door_x_m, room.picture_x_m
    out: list[Box] = [
        ((-side, -0.06, wall), (side, -0.012, side), room.floor, PLANKS),
        ((-side, 0.0, wall - 0.1), (side, 3.2, wall), room.wall, PAINT),
        ((-side, -0.012, wall), (side, 0.09, wall + 0.015), (0.90, 0.90, 0.89), FABRIC),
        ((door, 0.0, wall), (door + 0.85, 2.0, wall + 0.02), (0.88, 0.87, 0.85), PAINT),
        ((door + 0.72, 0.95, wall), (door + 0.8, 1.0, wall + 0.06), (0.6, 0.6, 0.6), FABRIC),
        ((picture, 1.35, wall), (picture + 0.6, 1.8, wall + 0.03), (0.38, 0.34, 0.33), FABRIC),
        ((picture + 0.04, 1.39, wall), (picture + 0.56, 1.76, wall + 0.034), GLASS, PAINT),
    ]
    out += room.boxes
    if room.mat is not None:
        out.append(((-0.98, -0.012, -0.36), (0.98, 0.0, 0.36), room.mat, FABRIC))
    if room.pillow_x_m is not None:
        x = room.pillow_x_m
        top = room.pillow_top_m
        out.append(((x - 0.13, -0.012, -0.21), (x + 0.13, top, 0.21), (0.88, 0.86, 0.82), FABRIC))
    return out


def _box(low: tuple[float, ...], high: tuple[float, ...], colour: Colour, pattern: float) -> Array:
    """Return a box's triangles: place 3, normal 3, colour 3, pattern 1."""
    corners = np.array([low, high])
    rows = []
    for axis in range(3):
        j, k = (axis + 1) % 3, (axis + 2) % 3
        for end, sign in ((0, -1.0), (1, 1.0)):
            normal = np.eye(3)[axis] * sign
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 0), (1, 1), (0, 1)):
                place = np.empty(3)
                place[axis], place[j], place[k] = corners[end, axis], corners[a, j], corners[b, k]
                rows.append([*place, *normal, *linear(colour), pattern])
    return np.array(rows)
