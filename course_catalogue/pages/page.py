"""A page before it has its frame, and the environment its body is made in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from keyword import iskeyword
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, escape

from course_catalogue import addresses, richtext, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import Download
from course_catalogue.output import OutputFile
from course_catalogue.pages.diagram_svg import diagram_figure
from course_catalogue.pages.standing import last_until
from course_catalogue.parts import hazard_names
from course_catalogue.site_identity import SiteIdentity

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)

SECTIONS = ("index", "catalogue", "browse", "series", "bases", "providers")


@dataclass(frozen=True, slots=True)
class Page:
    """`address` is relative to the site; `section` names the entry of the navigation it belongs to.

    `title` and `description` are plain text, `body` is HTML from our autoescaping templates.
    `is_current` is false for what has been suspended, withdrawn or expired: no search engine shall list it.
    `picture` is the address of what a card of the page shows (see pages.head). `engine` is that of a script which begins
    while the page is still being read, `engine_loads` are those of what it asks for first.
    """

    address: str
    section: str
    title: str
    description: str
    body: str
    is_current: bool = True
    picture: str = ""
    engine: str = ""
    engine_loads: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """Folders between the site's root and the page."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class Scene:
    """What every page is made from; `downloads` by the key of their course, `shared` are the keys of those with a share picture,
    addresses.WHOLE_SITE among them.

    `offline_copy`: a zip to take along is made. `form` are the scripts of the submission form; without them there is none.
    """

    catalogue: Catalogue
    identity: SiteIdentity
    downloads: Mapping[str, Sequence[Download]]
    shared: frozenset[str] = frozenset()
    offline_copy: bool = False
    form: tuple[OutputFile, ...] = ()

    @property
    def site_picture(self) -> str:
        """Address of the site's own share picture; "" where there is none."""
        return addresses.SITE_PICTURE if addresses.WHOLE_SITE in self.shared else ""


def escaped(value: object) -> str:
    """A value as HTML: most are texts without a character to escape, and a course page has three thousand of them."""
    if type(value) is str:
        # Five looks for one character each are a tenth of the work of one pattern.
        if not ("<" in value or "&" in value or '"' in value or ">" in value or "'" in value):
            return value
    elif type(value) is Markup:
        return value
    return escape(value)


class _Code(CodeGenerator):
    """Python of a template that escapes what it puts out by `escaped`, whose results need not be Markup: they are only joined."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  the name is Jinja's
        """A name behind a dot is an attribute, as in Python; Jinja would look among keys as well, a thousand times a page."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A plain call: nothing that templates call wants the context, and Jinja asks each for that at each call."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")


class _WithoutIndents(Extension):
    """Lines of templates begin at the margin: their indents are for who reads the template, and half a kilobyte of a long page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _INDENT.sub("", source)


class _Environment(Environment):
    code_generator_class = _Code
    escaped = staticmethod(escaped)


@cache
def environment() -> Environment:
    """Autoescape on, undefined names are errors; rich fields go through their own filter."""
    env = _Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        extensions=[_WithoutIndents],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    env.filters.update(
        rich=_rich,
        inline=_inline,
        plain=richtext.to_plain,
        grades=wording.grades,
        yuan=wording.yuan,
        number=wording.number,
        spans=wording.spans,
        material_part=wording.material_part,
        last_until=last_until,
        date=wording.chinese_date,
        hazards=wording.hazards,
        hazard_names=hazard_names,
        venues=wording.venues,
        grouping=wording.grouping,
        figure=diagram_figure,
    )
    env.globals.update(page_of=addresses.page_of, district_page=addresses.district_page)
    return env


def _rich(text: str, around: richtext.Surroundings) -> Markup:
    """Rich text as blocks; `around` says where links lead and pictures lie."""
    return Markup(richtext.to_html(text, around))  # noqa: S704  escaped and whitelisted there


def _inline(text: str, around: richtext.Surroundings) -> Markup:
    """Rich text as an item of a list."""
    return Markup(richtext.to_inline_html(text, around))  # noqa: S704


def render(template: str, address: str, **context: object) -> str:
    """The body of the page at `address`; templates link through `to(target)`."""

    def to(target: str) -> str:
        return addresses.relative(target, address)

    root = addresses.root_of(address)
    return environment().get_template(template).render(to=to, root=root, **context)
