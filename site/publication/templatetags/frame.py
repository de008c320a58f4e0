"""What machines read of the frame around a page: ``{% load frame %}``."""

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A data block ends at the first "</script", and a comment inside it hides what follows.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag(takes_context=True)
def frame_json_ld(context: Context) -> SafeString:
    """The site, this page and the way to it as JSON-LD (schema.org); nothing for a page without an address."""
    base, path = context.get("public_url"), context.get("path")
    if not base or not path:
        return mark_safe("")
    graph = [_site(context, base), _page(context, base + path)]
    trail = _trail(context, base)
    if trail:
        graph.append({"@type": "BreadcrumbList", "@id": f"{base}{path}#breadcrumbs", "itemListElement": trail})
    return json_ld_script({"@context": "https://schema.org", "@graph": graph})


def json_ld_script(data: dict[str, Any]) -> SafeString:
    """A data block for a page; nothing in it can end the block or run."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _site(context: Context, base: str) -> dict[str, Any]:
    name = context.get("programme_name") or context.get("site_title") or "Quipu"
    home = base + (context.get("home_url") or "/")
    return {"@type": "WebSite", "@id": f"{home}#site", "name": f"Quipu · {name}", "url": home}


def _page(context: Context, url: str) -> dict[str, Any]:
    stamp = context.get("stamp")
    changed = stamp.published_at if stamp else context.get("published_at")
    described = {
        "description": context.get("description"),
        "dateModified": changed.isoformat() if changed else None,
    }
    return {
        "@type": "WebPage",
        "@id": url,
        "url": context.get("canonical_url") or url,
        "name": str(context.get("title") or ""),
        "inLanguage": context.get("page_language"),
        **{name: value for name, value in described.items() if value},
    }


def _trail(context: Context, base: str) -> list[dict[str, Any]]:
    crumbs = [*(context.get("breadcrumbs") or [])]
    if not crumbs:
        return []
    here = {"title": context.get("title"), "url": context["path"]}
    return [
        {"@type": "ListItem", "position": position, "name": str(crumb["title"]), "item": base + crumb["url"]}
        for position, crumb in enumerate([*crumbs, here], start=1)
    ]
