"""What a reader of results is given to validate them with."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.grader.documents.schema_files import schema_files

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "schema"


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_exported_schema_is_fresh(name):
    """The committed schema is that of the structs; `make template` writes it."""
    assert schema_files()[name] == (FOLDER / name).read_text()


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_exported_schema_is_a_schema(name):
    """It is valid by the meta-schema that it names."""
    schema = json.loads((FOLDER / name).read_text())

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
