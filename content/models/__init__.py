"""Every page type and the media that pages show, one family per module."""

from content.models.activities import ActivityIndexPage, ActivityPage
from content.models.base import ContentPage
from content.models.documents import DocumentIndexPage, DocumentPage
from content.models.home import HomePage
from content.models.identifiers import Identifier
from content.models.initiatives import InitiativeIndexPage, InitiativePage
from content.models.media import File, FilePage, FileVersion, Picture, PictureRendition
from content.models.ordinances import OrdinanceIndexPage, OrdinancePage, OrdinanceRelation
from content.models.photos import AlbumPage, AlbumPicture, PhotoArchivePage
from content.models.products import ProductIndexPage, ProductPage
from content.models.programme import EvaluationPage, GovernancePage, PartnersPage, ProgrammePage, ProgrammePart
from content.models.regions import RegionIndexPage, RegionPage
from content.models.register import RegisterIndexPage, RegisterItem
from content.models.restrictions import RestrictionCopy
from content.models.search import SearchEntry, SearchFacet, SearchWord
from content.models.sections import SectionPage, StandardPage
from content.models.studies import StudyIndexPage, StudyPage

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "AlbumPage",
    "AlbumPicture",
    "ContentPage",
    "DocumentIndexPage",
    "DocumentPage",
    "EvaluationPage",
    "File",
    "FilePage",
    "FileVersion",
    "GovernancePage",
    "HomePage",
    "Identifier",
    "InitiativeIndexPage",
    "InitiativePage",
    "OrdinanceIndexPage",
    "OrdinancePage",
    "OrdinanceRelation",
    "PartnersPage",
    "PhotoArchivePage",
    "Picture",
    "PictureRendition",
    "ProductIndexPage",
    "ProductPage",
    "ProgrammePage",
    "ProgrammePart",
    "RegionIndexPage",
    "RegionPage",
    "RegisterIndexPage",
    "RegisterItem",
    "RestrictionCopy",
    "SearchEntry",
    "SearchFacet",
    "SearchWord",
    "SectionPage",
    "StandardPage",
    "StudyIndexPage",
    "StudyPage",
]
