"""The JSON Schemas in docs/schema, as `make template` writes them and a test holds them."""

import json
import sys
from pathlib import Path

from grader.documents import Document, StudentDocument, json_schema

FORMS = {"result.json": Document, "student_result.json": StudentDocument}


def schema_files():
    """Return the text of each file by its name."""
    return {name: json.dumps(json_schema(form), indent=2, sort_keys=True) + "\n" for name, form in FORMS.items()}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text)
