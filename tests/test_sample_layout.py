"""The samples are laid out as the form and `new` lay files out, so that one word changed there is one line in the difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import PROJECT, TODAY

from course_catalogue.authoring.emitter import written
from course_catalogue.loading import load_catalogue
from course_catalogue.model import AnyPublished
from course_catalogue.schemas import load_schemas

CATALOGUE = load_catalogue(PROJECT, TODAY).catalogue
PUBLISHED: list[AnyPublished] = [*CATALOGUE.courses, *CATALOGUE.bases, *CATALOGUE.providers]


@pytest.mark.parametrize("record", PUBLISHED, ids=[record.key for record in PUBLISHED])
def test_a_sample_is_laid_out_as_the_form_lays_it_out(record: AnyPublished) -> None:
    document = record.origin.document
    path = document.path
    assert written(document.kind, path, document.data, load_schemas(PROJECT)) == Path(PROJECT, path).read_text("utf-8")
