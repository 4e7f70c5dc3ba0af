"""Both parsers, forced where a test asks for one."""

import pytest

from kpicli.documents import events


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test runs once with each parser."""
    if request.param == "python":
        monkeypatch.setattr(events, "CParser", None)
    elif not hasattr(events.CParser, "get_event"):
        pytest.skip("libyaml is not installed here")
    return str(request.param)
