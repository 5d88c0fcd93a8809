"""Makes a clean picture of what a customer sent: decoded and encoded anew, so that only what is seen stays.

Position, camera, thumbnails, comments and whatever else was hidden in the file are gone, and so is anything
that is not part of the picture. The name and the type that came with it count for nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

# 64 megapixels, more than phones take into 10 MB; decoded, 256 MB at the most.
_MOST_PIXELS = 64_000_000
# A label can still be read; the preview has twice the pixels of the small square that shows it.
_LONGEST_EDGE = 2560
_LONGEST_EDGE_OF_PREVIEW = 400
# Each layer of a progressive JPEG costs a pass over the whole picture; cameras and programs write ten or so.
_MOST_SCANS = 100
_MOST_PIXELS_OF_ALL_SCANS = 1_024_000_000
_NOT_SCALED_WELL = {"P", "PA", "1"}
_START_OF_SCAN = b"\xff\xda"

warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is stricter
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


class Unusable(StrEnum):
    """Why a file cannot be taken; the sentence for each stands in the wording."""

    WRONG_KIND = "wrong_kind"
    BROKEN = "broken"
    TOO_DETAILED = "too_detailed"


@dataclass(frozen=True)
class Clean:
    """`ending` is "jpg" or "pdf". A document has no preview."""

    ending: str
    content: bytes
    preview: bytes | None = None


def clean_file(sent: bytes) -> Clean | Unusable:
    """Takes a while: call it in a thread. A PDF stays as it is, and is never shown inside a page."""
    if sent.startswith(b"%PDF-"):
        return Clean("pdf", sent) if b"%%EOF" in sent[-1024:] else Unusable.BROKEN
    decoder = _decoder(sent)
    return _clean_picture(sent, decoder) if decoder else Unusable.WRONG_KIND


def _decoder(sent: bytes) -> str | None:
    """By the first bytes; no other decoder gets to see the file."""
    if sent.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if sent.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if sent[:4] == b"RIFF" and sent[8:12] == b"WEBP":
        return "WEBP"
    is_heic = sent[4:8] == b"ftyp" and sent[8:12] in {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1"}
    return "HEIF" if is_heic else None


def _clean_picture(sent: bytes, decoder: str) -> Clean | Unusable:
    scans = sent.count(_START_OF_SCAN) if decoder == "JPEG" else 1
    if scans > _MOST_SCANS:
        return Unusable.BROKEN
    try:
        with Image.open(BytesIO(sent), formats=[decoder]) as picture:
            pixels = picture.width * picture.height
            if pixels > _MOST_PIXELS or pixels * scans > _MOST_PIXELS_OF_ALL_SCANS:
                return Unusable.TOO_DETAILED
            # A JPEG can be decoded at half the size or less, where that is still enough.
            picture.draft("RGB", (_LONGEST_EDGE, _LONGEST_EDGE))
            seen = _as_seen(picture)
    except Image.DecompressionBombError:
        return Unusable.TOO_DETAILED
    except Exception:
        # Decoders answer damaged files with errors of all kinds.
        return Unusable.BROKEN
    return Clean("jpg", _encode(seen, _LONGEST_EDGE, 85), _encode(seen, _LONGEST_EDGE_OF_PREVIEW, 75))


def _as_seen(picture: Image.Image) -> Image.Image:
    """Upright, in the colours of screens, on white where it is transparent; nothing but the pixels."""
    if picture.mode in _NOT_SCALED_WELL:
        picture = picture.convert("RGBA")
    picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
    upright = _in_screen_colours(ImageOps.exif_transpose(picture))
    if upright.has_transparency_data:
        with_alpha = upright.convert("RGBA")
        upright = Image.new("RGB", with_alpha.size, "white")
        upright.paste(with_alpha, mask=with_alpha)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    return bare


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """Phones photograph in a wider range of colours than a file without a profile stands for."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        screen = ImageCms.createProfile("sRGB")
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, found, screen, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _encode(picture: Image.Image, longest_edge: int, quality: int) -> bytes:
    smaller = picture.copy()
    smaller.thumbnail((longest_edge, longest_edge))
    file = BytesIO()
    smaller.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
