"""Model bytes in, model bytes out: a `.task` bundle from bare models, without its unused mask.

A `.task` file is a plain zip, stored, of a person detector and a landmark model. The landmark model
also decodes a 256 x 256 mask of the person, which costs 44 % of its time even when nobody asks for
it. Here that output is pointed at the pose flag, and every operator that then feeds nothing goes.
What is left computes the same landmarks to the last bit, in little more than half the time.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from typing import Any

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"

_MARKS_SHAPE = (1, 195)  # 33 landmarks and 6 of its own, 5 numbers each
_MASK_SHAPE = (1, 256, 256, 1)
_FLAG_SHAPE = (1, 1)
_ALIGN_BYTES = 16  # what the schema asks for weights (force_align)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # one time for all members: same models in, same bytes out


def pack(detector: bytes, landmarks: bytes, *, pruned: bool = True) -> bytes:
    """Return the bundle of two bare models, as the pose landmarker reads it.

    Only a benchmark wants it not `pruned`: with the mask decoder that nobody uses.
    """
    return _zip(
        {
            DETECTOR: normalized(detector, mean=127.5, std=127.5),
            LANDMARKS: normalized(
                without_mask(landmarks) if pruned else landmarks, mean=0.0, std=255.0
            ),
        }
    )


def prune(bundle: bytes) -> bytes:
    """Return `bundle` without its mask, or unchanged when it has none of the known shape.

    Raises ValueError when `bundle` is not a pose landmarker bundle.
    """
    members = _unzip(bundle)
    try:
        pruned = without_mask(members[LANDMARKS])
    except (struct.error, IndexError, TypeError) as fault:
        raise ValueError(f"its {LANDMARKS} is no model ({fault})") from fault
    return bundle if pruned is members[LANDMARKS] else _zip(members | {LANDMARKS: pruned})


def without_mask(model: bytes) -> bytes:
    """Return the landmark model without its mask decoder; the same object when it has no mask.

    Raises ValueError when it gives no pose landmarks.
    """
    from mediapipe.tasks.metadata import schema_py_generated as schema

    graph = schema.Model.GetRootAs(model).Subgraphs(0)
    shapes = [
        tuple(graph.Tensors(graph.Outputs(i)).ShapeAsNumpy()) for i in range(graph.OutputsLength())
    ]
    if _MARKS_SHAPE not in shapes:
        raise ValueError(f"its {LANDMARKS} gives no pose landmarks")
    if (shapes.count(_MASK_SHAPE), shapes.count(_FLAG_SHAPE)) != (1, 1):
        return model
    tree = schema.ModelT.InitFromPackedBuf(model)
    graph = tree.subgraphs[0]
    graph.outputs = graph.outputs.copy()  # unpacked arrays are read-only views
    graph.outputs[shapes.index(_MASK_SHAPE)] = graph.outputs[shapes.index(_FLAG_SHAPE)]
    graph.operators = _needed(graph.operators, graph.outputs)
    return _packed(tree, schema, b"TFL3")


def normalized(model: bytes, *, mean: float, std: float) -> bytes:
    """Return `model` with metadata saying that its picture goes in as (0..255 - mean) / std."""
    from mediapipe.tasks.metadata import schema_py_generated as schema

    tree = schema.ModelT.InitFromPackedBuf(model)
    metadata = schema.BufferT()
    metadata.data = list(_normalization(mean, std, outputs=len(tree.subgraphs[0].outputs)))
    tree.buffers.append(metadata)
    entry = schema.MetadataT()
    entry.name, entry.buffer = "TFLITE_METADATA", len(tree.buffers) - 1
    others = [old for old in tree.metadata or [] if old.name != b"TFLITE_METADATA"]
    tree.metadata = [*others, entry]
    return _packed(tree, schema, b"TFL3")


def _needed(operators: Iterable[Any], outputs: Iterable[int]) -> list[Any]:
    """Return the operators that the outputs depend on, in their order."""
    wanted, kept = set(outputs), []
    for operator in reversed(list(operators)):  # stored in the order of execution
        if not wanted.isdisjoint(operator.outputs):
            wanted.update(operator.inputs)
            kept.append(operator)
    return kept[::-1]


def _normalization(mean: float, std: float, *, outputs: int) -> bytes:
    """Return packed model metadata with one picture input and `outputs` plain outputs."""
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    options = schema.NormalizationOptionsT()
    options.mean, options.std = [mean], [std]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, options
    picture = schema.ImagePropertiesT()
    picture.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType = schema.ContentProperties.ImageProperties
    content.contentProperties = picture
    tensor = schema.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits = "image", content, [unit]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    graph.outputTensorMetadata = [schema.TensorMetadataT() for _ in range(outputs)]
    tree = schema.ModelMetadataT()
    tree.subgraphMetadata = [graph]
    return _packed(tree, schema, b"M001")


def _packed(tree: Any, schema: Any, identifier: bytes) -> bytes:  # noqa: ANN401 (generated, untyped)
    """Return the bytes of a generated object, its weights aligned as the schema asks."""

    class Builder(schema.flatbuffers.Builder):  # type: ignore[misc]
        """Aligns every array of weights; the plain one only aligns to the size of its elements."""

        def CreateNumpyVector(self, array: Any) -> Any:  # noqa: ANN401
            self.Prep(_ALIGN_BYTES, array.nbytes)
            return super().CreateNumpyVector(array)

    builder = Builder(1024)
    builder.Finish(tree.Pack(builder), file_identifier=identifier)
    return bytes(builder.Output())


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return packed.getvalue()


def _unzip(bundle: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as fault:
        raise ValueError(f"not a .task bundle ({fault})") from fault
    if missing := {DETECTOR, LANDMARKS} - members.keys():
        raise ValueError(f"a zip without {' and '.join(sorted(missing))}")
    return members
