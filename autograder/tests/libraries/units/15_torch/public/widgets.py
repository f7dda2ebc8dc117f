import numpy as np

from npml.widgets import Slider, attempt, drawing, picture, widget


@widget("기울기", controls={"scale": Slider("크기", 1.0, 3.0, 1.0)})
def draw_slope(slope, *, scale):
    found = attempt(slope, scale * np.eye(2), np.ones(2))
    fig, _ = drawing()
    return picture(fig, alt="기울기", reading=f"{found}")
