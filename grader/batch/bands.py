"""The reference's learning curves, run once for a folder of results and remembered in its ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from grader.checks.bands import Band
from grader.course.sources import check_sha256
from grader.ledger import Ledger
from grader.model import Threshold
from grader.pipeline import Terms, reference_curves


def known_bands(terms: Terms, ledger: Ledger, versions: str) -> Mapping[str, Mapping[str, Band]]:
    """Return, for each threshold that records curves, the reference's band by title; run what is not known yet."""
    mark = _mark(terms, versions)
    known = json.loads(ledger.meta.get("bands", "{}"))
    if known.get("mark") != mark:
        known = {"mark": mark, "bands": reference_curves(terms)}
        ledger.set_meta(bands=json.dumps(known))
    return {
        check: {title: tuple((x, low, high) for x, low, high in band) for title, band in bands.items()}
        for check, bands in known["bands"].items()
    }


def _mark(terms: Terms, versions: str) -> str:
    """Return a hash of all that the bands depend on."""
    rows = [row for part in terms.loaded.assignment.parts for row in part.rows if isinstance(row, Threshold)]
    checks = sorted((row.name, check_sha256(terms.loaded, row)) for row in rows)
    key = hashlib.sha256(b"bands\x1f" + terms.key).hexdigest()
    return hashlib.sha256(repr((checks, versions, sorted(terms.data.fingerprint.items()), key)).encode()).hexdigest()
