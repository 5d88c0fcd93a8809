"""What becomes of the files that customers send."""

from __future__ import annotations

import pytest
from PIL import Image, ImageCms

from helpcenter.adapters.pictures import Clean, Unusable, clean_file
from tests.files import (
    PDF,
    SECRET,
    a_huge_png,
    a_layered_jpeg,
    a_photo_with_position,
    a_picture,
    decoded,
    encoded,
)

RED, BLUE = (254, 0, 0), (0, 0, 254)


def cleaned(sent: bytes) -> Clean:
    clean = clean_file(sent)
    assert isinstance(clean, Clean), clean
    return clean


def near(one: object, other: tuple[int, ...]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(a_picture("JPEG"), id="JPEG"),
        pytest.param(a_picture("JPEG", progressive=True), id="progressive JPEG"),
        pytest.param(a_picture("JPEG", mode="CMYK"), id="JPEG for print"),
        pytest.param(a_picture("MPO"), id="JPEG of several pictures, as phones write it"),
        pytest.param(a_picture("PNG"), id="PNG"),
        pytest.param(a_picture("PNG", mode="P"), id="PNG with a palette"),
        pytest.param(a_picture("WEBP"), id="WebP"),
        pytest.param(a_picture("HEIF"), id="HEIC"),
    ],
)
def test_every_kind_of_picture_becomes_a_plain_jpeg_that_looks_the_same(sent: bytes) -> None:
    clean = cleaned(sent)
    picture = decoded(clean.content)
    assert (clean.ending, picture.format, picture.size) == ("jpg", "JPEG", (640, 480))
    assert near(picture.getpixel((100, 240)), RED)
    assert near(picture.getpixel((540, 240)), BLUE)
    assert clean.preview is not None
    assert decoded(clean.preview).size == (400, 300)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGBA", "I;16"])
def test_pictures_of_any_depth_are_taken(mode: str) -> None:
    assert decoded(cleaned(encoded(Image.new(mode, (40, 30)), "PNG")).content).mode == "RGB"


def test_position_camera_and_comments_are_gone() -> None:
    sent = a_photo_with_position()
    assert decoded(sent).getexif().get_ifd(0x8825), "the sample has a position"
    assert SECRET in sent
    clean = cleaned(sent)
    for kept in (clean.content, clean.preview or b""):
        picture = decoded(kept)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert SECRET not in kept


def test_what_hangs_behind_a_picture_is_gone() -> None:
    page = b"<html><script>alert(1)</script></html>"
    assert b"script" not in cleaned(a_picture() + page).content
    assert b"script" not in cleaned(a_picture(comment=page)).content


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    picture = decoded(cleaned(a_photo_with_position(turned=6)).content)
    assert picture.size == (480, 640)
    assert near(picture.getpixel((240, 100)), RED)
    assert near(picture.getpixel((240, 540)), BLUE)


def test_what_was_transparent_is_white() -> None:
    picture = decoded(cleaned(encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")).content)
    assert near(picture.getpixel((20, 15)), (255, 255, 255))


def test_colours_of_another_profile_are_those_of_a_screen() -> None:
    """A broken profile is no reason to refuse the photo."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = decoded(cleaned(a_picture(icc_profile=lab)).content)
    assert near(picture.getpixel((100, 240)), RED)
    assert decoded(cleaned(a_picture(icc_profile=b"no profile")).content).size == (640, 480)


def test_a_large_photo_is_made_smaller_and_a_small_one_stays() -> None:
    assert decoded(cleaned(a_picture(size=(5000, 2500))).content).size == (2560, 1280)
    assert decoded(cleaned(a_picture(size=(30, 20))).content).size == (30, 20)


def test_a_pdf_stays_as_it_is_and_has_no_preview() -> None:
    assert clean_file(PDF) == Clean("pdf", PDF)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        pytest.param(b"", Unusable.WRONG_KIND, id="nothing"),
        pytest.param(b"<!doctype html><script>alert(1)</script>", Unusable.WRONG_KIND, id="a page"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', Unusable.WRONG_KIND, id="SVG"),
        pytest.param(a_picture("GIF"), Unusable.WRONG_KIND, id="GIF"),
        pytest.param(a_picture("TIFF"), Unusable.WRONG_KIND, id="TIFF"),
        pytest.param(a_picture("BMP"), Unusable.WRONG_KIND, id="BMP"),
        pytest.param(b"  " + PDF, Unusable.WRONG_KIND, id="something before a PDF"),
        pytest.param(b"MZ" + bytes(2000), Unusable.WRONG_KIND, id="a program"),
        pytest.param(PDF[:-8], Unusable.BROKEN, id="half a PDF"),
        pytest.param(a_picture()[:3000], Unusable.BROKEN, id="half a JPEG"),
        pytest.param(a_picture("PNG")[:-300], Unusable.BROKEN, id="most of a PNG"),
        pytest.param(a_picture("WEBP")[:60], Unusable.BROKEN, id="half a WebP"),
        pytest.param(a_picture("HEIF")[:-400], Unusable.BROKEN, id="most of a HEIC"),
        pytest.param(b"\xff\xd8\xff" + b"<script>" * 100, Unusable.BROKEN, id="a page that begins as a JPEG"),
        pytest.param(b"\xff\xd8\xff" + b"\xff\xda" * 101, Unusable.BROKEN, id="a JPEG of endless layers"),
        pytest.param(a_layered_jpeg(17), Unusable.TOO_DETAILED, id="a large JPEG of many layers"),
        pytest.param(a_layered_jpeg(16), Unusable.BROKEN, id="as many layers as can be, and no picture"),
        pytest.param(a_huge_png(8_001), Unusable.TOO_DETAILED, id="just too many pixels"),
        pytest.param(a_huge_png(8_000), Unusable.BROKEN, id="as many pixels as can be, and no picture"),
        pytest.param(a_huge_png(50_000), Unusable.TOO_DETAILED, id="a bomb"),
    ],
)
def test_what_is_no_whole_picture_is_refused(sent: bytes, problem: Unusable) -> None:
    assert clean_file(sent) is problem
