"""Addresses: the admin and files without a language, everything that people read under its language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from content import urls as content_urls
from content.search import urls as search_urls
from content.sitemaps import robots, sitemap
from publication import urls as publication_urls
from transparency import urls as transparency_urls

handler404 = "content.missing.page_not_found"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include(publication_urls)),
    # Ahead of Wagtail's own addresses of documents, which change with the name of the bytes.
    path("", include(transparency_urls)),
    path("", include(content_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("", RedirectView.as_view(url="/es/", permanent=False)),
    # nginx answers for media where there is one. Documents may be private: Wagtail serves those.
    re_path(r"^media/(?P<path>(?!documents/).+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("", include(search_urls)),
        path("", include(publication_urls.language_urlpatterns)),
        path("", include(transparency_urls.language_urlpatterns)),
        path("", include(content_urls.language_urlpatterns)),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]
