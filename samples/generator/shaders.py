"""The programs that run on the graphics card (or its software stand-in)."""

BONES = 192
"""Matrices in the uniform block: the rig's 163, the rods, and room to spare (12 kB of 16)."""

SKINNED = f"""#version 330
layout(std140) uniform Bones {{ mat4 bone_matrix[{BONES}]; }};
uniform mat4 view_projection;
in vec3 place; in vec3 normal; in vec2 uv; in vec3 rest; in float hem; in vec4 bone; in vec4 weight;
out vec3 v_place; out vec3 v_normal; out vec2 v_uv; out vec3 v_rest; out float v_hem;
void main() {{
  mat4 skin = mat4(0.0);
  for (int k = 0; k < 4; k++) skin += weight[k] * bone_matrix[int(bone[k])];
  vec4 world = skin * vec4(place, 1.0);
  v_place = world.xyz; v_normal = mat3(skin) * normal; v_uv = uv; v_rest = rest; v_hem = hem;
  gl_Position = view_projection * world;
}}"""

SHADOW = """#version 330
in float v_hem;
void main() { if (v_hem < 0.0) discard; }"""

LIGHT = """
uniform sampler2DShadow shadow_map; uniform mat4 light_projection;
uniform vec3 light; uniform vec3 eye; uniform float ambient;
float lit_share(vec3 world) {
  vec3 p = (light_projection * vec4(world, 1.0)).xyz * 0.5 + 0.5;
  if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
  vec2 texel = 1.5 / vec2(textureSize(shadow_map, 0));
  float sum = 0.0, depth = p.z - 0.0035;
  sum += texture(shadow_map, vec3(p.xy + vec2(-1.0, -0.4) * texel, depth));
  sum += texture(shadow_map, vec3(p.xy + vec2(0.4, -1.0) * texel, depth));
  sum += texture(shadow_map, vec3(p.xy + vec2(1.0, 0.4) * texel, depth));
  sum += texture(shadow_map, vec3(p.xy + vec2(-0.4, 1.0) * texel, depth));
  return sum / 4.0;
}
vec3 shade(vec3 colour, vec3 n, vec3 to_eye, float gloss, float power, float soft, float sun) {
  float front = max((dot(n, light) + soft) / (1.0 + soft), 0.0);
  vec3 sky = mix(vec3(0.62, 0.55, 0.48), vec3(1.0, 1.0, 1.02), n.y * 0.5 + 0.5) * ambient;
  vec3 side = normalize(vec3(-light.x * 0.8, 0.4, abs(light.z) + 0.3));
  float shine = pow(max(dot(n, normalize(light + to_eye)), 0.0), power) * gloss * sun;
  vec3 out_light = sky + sun * front * vec3(0.95, 0.91, 0.84) + 0.25 * max(dot(n, side), 0.0);
  vec3 c = colour * out_light + shine;
  return pow(clamp(c / (1.0 + 0.12 * c), 0.0, 1.0), vec3(1.0 / 2.2));
}
float hash(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p); f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x),
             mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}"""

FIGURE = (
    """#version 330
in vec3 v_place; in vec3 v_normal; in vec2 v_uv; in vec3 v_rest; in float v_hem;
uniform int kind; uniform vec3 tint; uniform vec3 hair_tint; uniform vec3 eye_rest;
uniform sampler2D skin_map;
out vec4 pixel;"""
    + LIGHT
    + """
vec3 iris(vec3 d) {
  float r = length(d.xy);
  if (d.z < 0.0) return vec3(0.5, 0.35, 0.3);
  vec3 white = mix(vec3(0.80, 0.77, 0.74), vec3(0.62, 0.45, 0.42), smoothstep(0.7, 1.0, r));
  vec3 brown = mix(vec3(0.16, 0.085, 0.04), vec3(0.06, 0.03, 0.02), smoothstep(0.36, 0.46, r));
  return mix(mix(vec3(0.008), brown, smoothstep(0.18, 0.22, r)), white, smoothstep(0.44, 0.50, r));
}
float brow(vec3 p) {
  vec2 d = vec2(abs(p.x) - eye_rest.x, p.y - eye_rest.y - 0.026);
  float arch = 0.005 - 5.0 * (d.x - 0.004) * (d.x - 0.004);
  float thick = 0.0045 - 0.10 * max(d.x, 0.0);
  float along = smoothstep(-0.022, -0.012, d.x) * (1.0 - smoothstep(0.018, 0.030, d.x));
  float across = 1.0 - smoothstep(thick * 0.5, thick, abs(d.y - arch));
  return p.z > eye_rest.z - 0.02 ? 0.75 * along * across : 0.0;
}
void main() {
  if (v_hem < 0.0) discard;
  vec3 to_eye = normalize(eye - v_place), n = normalize(v_normal), colour = tint;
  if (dot(n, to_eye) < 0.0) n = -n;
  float gloss = 0.02, power = 20.0, soft = 0.0;
  if (kind == 0) {
    colour = mix(pow(texture(skin_map, v_uv).rgb, vec3(2.2)), hair_tint, brow(v_rest));
    gloss = 0.05; soft = 0.15;
  } else if (kind == 1) {
    colour *= 0.92 + 0.16 * noise(v_rest.xy * 260.0 + v_rest.z * 190.0);
    colour *= mix(0.80, 1.0, smoothstep(0.0, 0.010, v_hem));
  } else if (kind == 2) {
    colour *= 0.65 + 0.7 * noise(vec2(atan(v_rest.x, v_rest.z) * 90.0, v_rest.y * 25.0));
    gloss = 0.05;
  } else {
    colour = iris(normalize(v_rest)); gloss = 0.5; power = 80.0;
  }
  float near_floor = 0.72 + 0.28 * smoothstep(0.0, 0.5, v_place.y);
  pixel = vec4(shade(colour * near_floor, n, to_eye, gloss, power, soft, lit_share(v_place)), 1.0);
}"""
)

ROOM_VERTEX = """#version 330
uniform mat4 view_projection;
in vec3 place; in vec3 normal; in vec3 colour; in float pattern;
out vec3 v_place; out vec3 v_normal; out vec3 v_colour; out float v_pattern;
void main() {
  v_place = place; v_normal = normal; v_colour = colour; v_pattern = pattern;
  gl_Position = view_projection * vec4(place, 1.0);
}"""

ROOM = (
    """#version 330
in vec3 v_place; in vec3 v_normal; in vec3 v_colour; in float v_pattern;
layout(location = 0) out vec4 in_sun; layout(location = 1) out vec4 in_shade;"""
    + LIGHT
    + """
vec3 planks(vec3 colour, vec2 p) {
  float row = floor(p.x / 0.14), plank = floor((p.y + hash(vec2(row, 3.0)) * 1.2) / 1.2);
  float grain = noise(p * vec2(60.0, 3.0)) * 0.5 + noise(p * vec2(160.0, 9.0)) * 0.3;
  float seam = abs(fract(p.x / 0.14) - 0.5) > 0.49 ? 0.6 : 1.0;
  return colour * (0.8 + 0.35 * hash(vec2(row, plank))) * (0.75 + 0.35 * grain) * seam;
}
void main() {
  vec3 colour = v_colour, n = normalize(v_normal), to_eye = normalize(eye - v_place);
  float gloss = 0.0;
  if (v_pattern < 0.5) { colour = planks(colour, v_place.xz); gloss = 0.10; }
  else if (v_pattern < 1.5) colour *= 0.93 + 0.07 * noise(v_place.xy * 3.0 + v_place.zz);
  else colour *= 0.9 + 0.15 * noise(v_place.xz * 220.0 + v_place.yy * 190.0);
  in_sun = vec4(shade(colour, n, to_eye, gloss, 40.0, 0.0, 1.0), 1.0);
  in_shade = vec4(shade(colour, n, to_eye, 0.0, 40.0, 0.0, 0.0), 1.0);
}"""
)

WHOLE_SCREEN = """#version 330
out vec2 v_uv;
void main() {
  v_uv = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(v_uv * 2.0 - 1.0, 0.0, 1.0);
}"""

BACKDROP = """#version 330
in vec2 v_uv; out vec4 pixel;
uniform sampler2D in_sun; uniform sampler2D in_shade; uniform sampler2D depth_map;
uniform sampler2D sun_map;
void main() {
  pixel = mix(texture(in_shade, v_uv), texture(in_sun, v_uv), texture(sun_map, v_uv).r);
  gl_FragDepth = texture(depth_map, v_uv).r;
}"""

SUN = (
    """#version 330
in vec2 v_uv; out float share;
uniform sampler2D depth_map; uniform mat4 unproject;"""
    + LIGHT
    + """
void main() {
  vec4 world = unproject * (vec4(v_uv, texture(depth_map, v_uv).r, 1.0) * 2.0 - 1.0);
  share = lit_share(world.xyz / world.w);
}"""
)

SHRINK = """#version 330
in vec2 v_uv; out vec4 pixel;
uniform sampler2D large;
void main() { pixel = texture(large, v_uv); }"""
