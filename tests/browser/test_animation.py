"""In a browser an animation shows at every moment the picture that its frame is."""

from mkdocs_colophon.figures.drawing.animation import animated

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20" viewBox="0 0 100 20">'
    '<rect width="100" height="20" fill="#dddddd"/><g id="a"><rect x="{x}" width="20" height="20" fill="#123456"/></g>'
    '<g><rect x="80" width="5" height="5" fill="{color}"/></g></svg>'
)
FRAMES = [SQUARE.format(x=x, color=color) for x, color in ((0, "#ff0000"), (30, "#ff0000"), (60, "#00ff00"))]
SEEK = "time => document.getAnimations().forEach(each => { each.pause(); each.currentTime = time })"


def shots(chromium, folder, media=None):
    """A picture of each frame alone, and of the animation at the middle of each frame's time."""
    page = chromium.new_page(viewport={"width": 100, "height": 20}, reduced_motion=media)
    alone, moving = [], []
    for number, svg in enumerate(FRAMES):
        (folder / f"{number}.svg").write_text(svg)
        page.goto((folder / f"{number}.svg").as_uri())
        alone.append(page.screenshot())
    (folder / "all.svg").write_text(animated(FRAMES, 0.5, still=1))
    page.goto((folder / "all.svg").as_uri())
    for number in range(len(FRAMES)):
        page.evaluate(SEEK, 500 * number + 250)
        moving.append(page.screenshot())
    page.close()
    return alone, moving


def test_each_frame_is_shown_in_its_time(chromium, tmp_path):
    alone, moving = shots(chromium, tmp_path)
    assert len(set(alone)) == 3
    assert moving == alone


def test_who_wants_no_motion_sees_the_still(chromium, tmp_path):
    alone, moving = shots(chromium, tmp_path, "reduce")
    assert moving == [alone[1]] * 3
