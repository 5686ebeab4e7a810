"""Pictures of evidence: drawn for any numbers, with a text that says the same."""

import base64
import io
import math
import zlib
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.documents.schema import Confusion, Curve, Images, Series
from grader.pages.pictures import picture

NUMBER = st.floats(allow_nan=False, allow_infinity=False)


def curve(*points, label="loss"):
    """One line through these points."""
    return Curve(title="Curve", series=(Series(label=label, points=points),))


def places(drawn):
    """Every coordinate of the lines of a picture."""
    lines = [element.get("points") for element in ElementTree.fromstring(drawn.svg).iter("polyline")]
    return [tuple(map(float, place.split(","))) for line in lines for place in line.split()]


@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=20))
def test_any_curve_can_be_drawn_inside_its_frame(points):
    """The largest floats, equal points and a single point give a picture with all of them in it."""
    drawn = picture(curve(*points), "p")

    assert all(0 <= x <= 340 and 0 <= y <= 200 for x, y in places(drawn))
    assert not math.isnan(sum(map(sum, places(drawn))))


def test_a_curve_is_told():
    """First, last, lowest and highest value, in words."""
    drawn = picture(curve((0, 2.0), (1, 0.5), (2, 1.0)), "p")

    assert drawn.caption == "loss: from 2 to 1, lowest 0.5 at 1, highest 2 at 0."
    assert picture(curve((3, 2.0)), "p").caption == "loss: 2 at 3."


def test_lines_differ_by_more_than_color():
    """Each has a dash of its own."""
    series = tuple(Series(label=str(i), points=((0, i), (1, i))) for i in range(6))
    drawn = ElementTree.fromstring(picture(Curve(title="t", series=series), "p").svg)

    assert len({line.get("stroke-dasharray") for line in drawn.iter("polyline")}) == 6


def test_a_confusion_matrix_is_told():
    """How many are right, and which errors are most frequent."""
    drawn = picture(Confusion(title="Digits", matrix=((5, 1, 0), (0, 4, 2), (0, 0, 6))), "p")

    assert drawn.caption == ("15 of 18 answers are right. Most frequent errors: 1 taken for 2: 2; 0 taken for 1: 1.")
    assert "Most" not in picture(Confusion(title="Digits", matrix=((5, 0), (0, 4))), "p").caption


@pytest.mark.parametrize("K", [1, 2, 10, 12, 13, 50])
def test_any_number_of_classes_can_be_drawn(K):
    """One cell for each pair; numbers in the cells where there is room."""
    drawn = ElementTree.fromstring(picture(Confusion(title="t", matrix=((0,) * (K - 1) + (7,),) * K), "p").svg)

    assert len(list(drawn.iter("rect"))) == K * K
    assert len([text for text in drawn.iter("text") if text.get("class")]) == (K if K <= 12 else 0)


def pixels(drawn):
    """The PNG inside of a picture, as another library reads it."""
    (image,) = ElementTree.fromstring(drawn.svg).iter("image")
    data = base64.b64decode(image.get("href").removeprefix("data:image/png;base64,"))
    return matplotlib.image.imread(io.BytesIO(data), format="png")


def test_weights_are_blue_white_and_orange():
    """Negative, zero and positive, with transparent gaps between images."""
    drawn = picture(Images(title="Weights", height=1, width=3, images=((-1.0, 0.0, 1.0), (0.0, 0.0, 0.5))), "p")
    sheet = np.round(pixels(drawn) * 255).astype(int)

    assert sheet.shape == (2, 8, 4)
    np.testing.assert_array_equal([[33, 102, 172, 255], [255, 255, 255, 255], [179, 88, 6, 255]], sheet[0, :3])
    assert not sheet[0, 3, 3]
    assert drawn.caption == "2 images of 1 by 3, values from -1 to 1; blue is negative, white zero, orange positive."


def test_images_without_a_sign_are_gray():
    """Black is the lowest value, white the highest."""
    drawn = picture(Images(title="Digit", height=2, width=1, images=((3.0, 7.0),)), "p")
    sheet = np.round(pixels(drawn) * 255).astype(int)

    assert sheet[:2, 0].tolist() == [[0, 0, 0, 255], [254, 254, 254, 255]]
    assert drawn.caption == "1 image of 2 by 1, values from 3 to 7; black is low, white high."


@pytest.mark.parametrize(("low", "high", "said"), [(0.5, 0.75, "is between 0.5 and 0.75."), (1.0, 1.0, "is 1.")])
def test_the_band_of_our_own_solution_is_said(low, high, said):
    """Where all of our runs end with the same number, it is said once."""
    drawn = picture(Curve(title="t", series=curve((0.0, 0.0)).series, band=((400.0, low, high),)), "p")

    assert f"At 400 our own solution, run several times, {said}" in drawn.caption


@given(st.lists(st.lists(NUMBER, min_size=4, max_size=4).map(tuple), min_size=1, max_size=16))
def test_any_images_can_be_drawn(images):
    """The largest floats and images of one value are no trouble."""
    columns = min(5, len(images))
    sheet = pixels(picture(Images(title="t", height=2, width=2, images=tuple(images)), "p"))

    assert sheet.shape == (-(-len(images) // columns) * 3, columns * 3, 4)


def test_a_large_sheet_takes_several_blocks():
    """More bytes than one stored block holds are read back by any reader, and by zlib."""
    images = tuple(tuple(float((i + k) % 251) for i in range(4096)) for k in range(16))
    drawn = picture(Images(title="t", height=64, width=64, images=images), "p")

    assert pixels(drawn).shape == (4 * 65, 5 * 65, 4)
    assert zlib.crc32(drawn.svg.encode()) == zlib.crc32(
        picture(Images(title="t", height=64, width=64, images=images), "p").svg.encode()
    )
