from __future__ import annotations

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.text import escaped
from kpicli.render.xml_text import xml_text


def test_markup_is_text() -> None:
    assert xml_text('<a href="x">&amp; ]]>\'') == (
        "&lt;a href=&quot;x&quot;&gt;&amp;amp; ]]&gt;&#x27;"
    )


def test_what_xml_forbids_is_escaped() -> None:
    assert xml_text("\x00\x1b\ufffe\uffff\udc80") == r"\x00\x1b\ufffe\uffff\udc80"


@given(st.text(st.sampled_from("<>&\"' ]\n\t\x0b\ufffe") | st.characters(codec=None)))
def test_it_reads_back_to_what_the_terminal_shows(text: str) -> None:
    shown = escaped(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    read = fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')  # noqa: S314 - our own text
    assert (read.attrib["b"], read.text or "") == (shown, shown)
