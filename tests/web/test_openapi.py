"""The OpenAPI document, held against requests that a machine makes up from it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onrecord.web import build_app

schemathesis = pytest.importorskip("schemathesis")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
HERE = {"host": "127.0.0.1"}
PATHS = ("/search.json", "/search.csv", "/articles.json", "/articles/{key}.json", "/statements/{key}.json",
         "/people.json", "/people/{key}.json", "/overview.json")


@pytest.fixture(scope="session")
def schema(record_path):
    return schemathesis.openapi.from_asgi("/openapi.json", build_app(record_path), headers=HERE)


def test_every_address_is_in_the_document(schema):
    assert sorted(PATHS) == sorted(found.ok().path for found in schema.get_all_operations())


@pytest.mark.parametrize("path", PATHS)
def test_the_document_holds(schema, path):
    # Not by Schemathesis' own decorator, which needs an older pytest.
    @given(case=schema[path]["GET"].as_strategy())
    @settings(max_examples=15, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    def check(case):
        # A page's end is made by us and a 31st of February by nobody: a document cannot say so, the answer is 400.
        reply = case.call_and_validate(headers=HERE, excluded_checks=[checks.positive_data_acceptance])
        assert reply.status_code < 500

    check()
