"""What templates put out is escaped, whichever way is the quick one."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from course_catalogue.pages.page import environment, escaped


@pytest.mark.parametrize(
    "value", ["", "水循环", "a<b", "b>a", "“水”&'风'", '"', Markup("<b>水</b>"), 5, 2.5, None, True]
)
def test_value_is_escaped_as_by_markupsafe(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_templates_escape_texts_and_not_what_a_macro_has_made_of_them() -> None:
    template = environment().from_string("{% macro item(x) %}<li>{{ x }}</li>{% endmacro %}{{ text }}{{ item(text) }}")
    assert template.render(text="<script>") == "&lt;script&gt;<li>&lt;script&gt;</li>"


def test_a_name_that_is_not_given_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ missing }}").render()
