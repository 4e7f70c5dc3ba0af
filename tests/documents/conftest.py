"""The readers, forced where a test asks for one."""

import pytest

from kpicli.documents import events, usual


@pytest.fixture(params=["usual", "libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test runs with the reader of the usual form in front, and once with each parser alone."""
    if request.param != "usual":
        monkeypatch.setattr(usual, "LONGEST", -1)
    if request.param == "python":
        monkeypatch.setattr(events, "CParser", None)
    elif not hasattr(events.CParser, "get_event"):
        pytest.skip("libyaml is not installed here")
    return str(request.param)
