"""Is markup read in proportion to its length, and is honest markup what it was?"""

from __future__ import annotations

import pytest

from autograder.grading.safe_html import GROWTH, TEXT_TAGS, TooDear, clean_html
from autograder.grading.tame import MAX_DEPTH, MAX_FORMATTING, MAX_TAGS, tame

N = 3_000
#: Each cost the square of its length, in time or in what came out.
DEAR = {
    "style": '<img style="width:auto' + " " * 100 * N + '">', "divs": "<div>" * 30 * N, "bold": "".join(f"<b title={i}>" for i in range(N)) + "<p>x" * N,
    "links": "<p>" + "".join(f"<a href='#{i}' title='{'x' * 1900}'>" for i in range(9)) + "<p>x" * N, "quotes": '<b title="' * N, "comments": "<!--" * N,
    "hidden": '<div title="</div>">' * N, "cells": "<b><table><td></b>" * N, "lists": "<li><ul>" * N, "svg": "<svg><td>" * N, "raw": "<textarea>" * N,
    "tables": "<table>" * N, "foster": "<table><b>x" * N, "agency": "<b><p>" * N + "</b>" * N, "attributes": "<b " + "x " * 50 * N + ">", "less": "<" * 100 * N,
    "ends": "</div>" * 30 * N, "rows": "<table>" + "<tr><b>" * N, "heads": "<h1><i>" * N, "slashes": "<b" + "/" * 100 * N, "equals": "<b " + "= " * 50 * N + ">x",
    "entities": "&amp;" * 30 * N, "nbsp": "\u00a0" * 30 * N, "font": "<code><em><a href=#>" * N, "dl": "<dt><a><dd>" * N,
}  # fmt: skip


@pytest.mark.parametrize("name", DEAR)
def test_what_comes_out_is_no_longer_than_what_went_in_allows(name: str) -> None:
    for own in (False, True):
        try:
            made = clean_html(DEAR[name], own=own)
        except TooDear:  # by the number of tags, before anything is parsed; never by what came out
            with pytest.raises(TooDear):
                tame(DEAR[name], TEXT_TAGS, ())
            continue
        assert len(made) <= GROWTH * len(DEAR[name]) + 10_000
        assert len(clean_html(made, own=own)) <= 1.2 * len(made) + 10_000, "and it does not grow again in the page"


def test_depth_and_number_have_bounds() -> None:
    names = {"div", "b", "p"}
    assert tame("<div>" * 1000 + "x", names, ()).count("<div>") == MAX_DEPTH
    assert tame("<b>" * 1000 + "x", names, ()).count("<b>") == MAX_FORMATTING
    assert tame("<div>" * 100 + "x" + "</div>" * 100 + "<p>y", names, ()).endswith("</div><p>y</p>")
    with pytest.raises(TooDear):
        tame("<p>x</p>" * (MAX_TAGS + 1), names, ())


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("a < b & c", "a &lt; b &amp; c"), ("<p>1<p>2", "<p>1</p><p>2</p>"), ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<table><tr><td>1<td>2<tr><td>3</table>x", "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>x"),
        ("<B TITLE='a\"b>c'>x</B>", '<b title="a&quot;b&gt;c">x</b>'), ("x<!-- <b> -->y", "xy"), ("<b>x<i>y</b>z", "<b>x<i>y</i></b>z"),
        ("<style>p {}</style><p>x</p>", "<p>x</p>"), ("<STYLE>p</STYLE >x", "x"), ("<td>x", "x"), ("<details open><summary>a</summary>b</details>", '<details open=""><summary>a</summary>b</details>'),
        ("a<br/>b<hr>c", "a<br>b<hr>c"), ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"), ("<p>x<div>y</div>z", "<p>x</p><div>y</div>z"),
        ("<b =x>y</b>", "<b>y</b>"), ("<a href=https://a.b/c?d=e>x</a>", '<a href="https://a.b/c?d=e" rel="noopener noreferrer nofollow">x</a>'), ("<b title='x", ""), ("</p>x</b>", "x"),
        ('<img style="max-width: 100%; width:auto ;position:fixed" src=data:image/png;base64,AA==>', '<img style="max-width:100%;width:auto" src="data:image/png;base64,AA==">'),
    ],
)  # fmt: skip
def test_honest_markup_is_read_as_a_browser_does(html: str, made: str) -> None:
    assert clean_html(html) == made


def test_a_large_honest_table_stays() -> None:
    row = "<tr>" + "<td><b>1.0</b></td>" * 8 + "</tr>"
    table = f'<table border="1"><thead><tr><th>a</th></tr></thead><tbody>{row * 1000}</tbody></table>'
    assert clean_html(table) == table
