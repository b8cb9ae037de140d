"""Fills in the submission form as a person does: opens, ticks, chooses, types; never by its inner parts."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page

from course_catalogue.schemas import Schemas

Path = tuple[str | int, ...]


class Filler:
    """Enters plain data into the form of `kind`, field by field."""

    def __init__(self, page: Page, kind: str, schemas: Schemas) -> None:
        self.page, self.kind, self.schemas = page, kind, schemas

    def fill(self, data: dict[str, Any]) -> None:
        """Everything but the format and the status; in the order of the schema, because lists are chosen from lists."""
        names = list(self.schemas.by_name[self.kind]["properties"])
        for name in sorted(data, key=names.index):
            if name not in ("format", "status"):
                self._enter((name,), data[name])

    def _id(self, path: Path) -> str:
        return "f-" + "-".join(map(str, path))

    def _shown(self, path: Path) -> Locator:
        """The element of a field, unfolded with all that is around it."""
        own, later = f"#{self._id(path)}-field", f'[data-holds~="{".".join(map(str, path))}"]'
        first = self.page.locator(f"{own}, {later}").first
        if first.evaluate("(part, later) => part.matches(later)", later):
            self._open(first)
        field = self.page.locator(own)
        if field.evaluate("field => field.matches('details')"):
            self._open(field)
        return field

    def _open(self, fold: Locator) -> None:
        if not fold.evaluate("fold => fold.open"):
            fold.locator(":scope > summary").click()

    def _enter(self, path: Path, value: Any) -> None:
        schema = self.schemas.at(self.kind, path)
        field = self._shown(path)
        if path[-1] == "target":
            self._choose_target(field, value)
        elif isinstance(value, dict) and path[-1] != "district":
            self._enter_group(path, value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            self._enter_list(path, field, value)
        elif isinstance(value, list) and not value:
            field.get_by_label("没有（不需要）").check()
        elif isinstance(value, list):
            self._enter_words(field, schema, path, value)
        else:
            self._enter_scalar(field, path, value)

    def _enter_group(self, path: Path, value: dict[str, Any]) -> None:
        for name in sorted(value, key=list(self.schemas.at(self.kind, path)["properties"]).index):
            self._enter((*path, name), value[name])

    def _enter_list(self, path: Path, field: Locator, values: list[dict[str, Any]]) -> None:
        there = field.locator(f'[data-list="{".".join(map(str, path))}"] > ol > li').count()  # one is offered
        for number, value in enumerate(values):
            if number >= there:
                field.locator(f'[data-list="{".".join(map(str, path))}"] > .cc-form__row > .cc-form__add').click()
            item = (*path, number)
            fold = self.page.locator(f"#{self._id(item)}-item > details")
            if fold.count():
                self._open(fold)
            self._enter_group(item, value)
            if fold.count():
                fold.locator(":scope > summary").click()  # as one folds what is done

    def _choose_target(self, field: Locator, value: str) -> None:
        field.get_by_role("button", name="从课标里选").click()
        field.get_by_label("搜学习内容").fill(value)
        field.get_by_text(re.compile("^[1-9] 条$")).wait_for()  # the list is drawn anew a moment after the last key
        field.get_by_label(re.compile(rf"^{re.escape(value.rsplit('-', 1)[1])} ")).click()  # and the list is gone

    def _enter_words(self, field: Locator, schema: dict[str, Any], path: Path, values: list[Any]) -> None:
        if field.locator("textarea").count():
            lines = [" ｜ ".join(map(str, value)) if isinstance(value, list) else str(value) for value in values]
            field.locator("textarea").fill("\n".join(lines))
            return
        boxes = field.locator("input[type=checkbox]")
        words = field.locator("label").all_inner_texts()
        for value in values:
            boxes.nth(self._place(schema, path, words, value)).check()

    def _place(self, schema: dict[str, Any], path: Path, words: list[str], value: Any) -> int:
        """Which of the boxes means a value."""
        if path[-1] == "targets":
            return next(place for place, word in enumerate(words) if word.startswith(value.rsplit("-", 1)[1] + " "))
        if path[-1] == "grades":
            return int(value) - 1
        allowed = self.schemas.resolve(schema["items"]).get("enum")
        return allowed.index(value) if allowed else words.index(str(value))

    def _enter_scalar(self, field: Locator, path: Path, value: Any) -> None:
        control = self.page.locator(f"#{self._id(path)}")
        if isinstance(value, bool):
            choices = field.locator("input")
            choices.nth(0 if value or choices.count() == 1 else 1).check() if value or choices.count() > 1 else None
        elif field.locator("input[type=radio]").count():
            field.get_by_label(str(value), exact=True).press("Space")  # a verdict may move it from under a pointer
        elif control.evaluate("control => control.matches('select')"):
            control.select_option(label=str(value))
        else:
            control.fill(str(value))
