"""Writing the protocol's XML."""

import re
from typing import Any

from lxml import etree

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

# What XML 1.0 cannot hold, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Any, name: str, text: str = "", namespace: str = OAI, **attributes: str) -> Any:
    """A new element with this text at the end of ``parent``."""
    element = etree.SubElement(parent, etree.QName(namespace, name), attributes)
    if text:
        element.text = FORBIDDEN.sub("", text)
    return element


def add_dc(parent: Any, name: str, text: str, language: str = "") -> None:
    """A Dublin Core element; nothing for an empty text."""
    if text:
        element = add(parent, name, text, DC)
        if language:
            element.set(etree.QName(XML, "lang"), language)


def document() -> Any:
    """The element that every answer begins with."""
    root = etree.Element(etree.QName(OAI, "OAI-PMH"), nsmap={None: OAI, "xsi": XSI})
    root.set(etree.QName(XSI, "schemaLocation"), f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    return root


def dublin_core(parent: Any) -> Any:
    """The element that holds a record's Dublin Core."""
    element = etree.SubElement(parent, etree.QName(OAI_DC, "dc"), nsmap={"oai_dc": OAI_DC, "dc": DC})
    element.set(etree.QName(XSI, "schemaLocation"), f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    return element


def to_bytes(root: Any) -> bytes:
    """UTF-8, with its declaration."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
