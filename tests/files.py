"""Files as phones, scanners and attackers send them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

# What must not be found in anything that is kept.
SECRET = b"secret-comment"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def a_picture(
    form: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any
) -> bytes:
    """Red on the left, blue on the right, so that one sees whether it was turned."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return encoded(picture.convert(mode), form, **options)


def a_photo_with_position(turned: int = 1) -> bytes:
    """As a phone writes it: `turned` is the EXIF orientation, 6 for upright with the top on the right."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = SECRET.decode()
    position = exif.get_ifd(0x8825)
    position.update({1: "N", 2: (42.0, 43.0, 42.1), 3: "W", 4: (73.0, 41.0, 30.5)})
    return a_picture(exif=exif, comment=SECRET)


def a_huge_png(edge: int) -> bytes:
    """Claims to be that wide and high, in a few bytes."""
    head = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def a_layered_jpeg(scans: int) -> bytes:
    """Claims to be 8,000 pixels wide and high, of so many layers, in a few bytes."""
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 8_000, 8_000, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x00\x00" * scans + b"\xff\xd9"


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def decoded(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture
