"""What records are classified by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.models.labels import SharedLabel, localized


class Organisation(SharedLabel):
    """Agency, ministry, regional government, municipality, chamber, association."""

    class Kind(models.TextChoices):
        """IATI organisation types, as far as programmes use them (codelist OrganisationType)."""

        GOVERNMENT = "10", _("national government")
        LOCAL_GOVERNMENT = "11", _("regional or local government")
        OTHER_PUBLIC = "15", _("other public body")
        NATIONAL_NGO = "22", _("national association or NGO")
        MULTILATERAL = "40", _("United Nations or other multilateral")
        PRIVATE = "70", _("private sector")
        ACADEMIC = "80", _("university or research")

    label_fields = ("name", "acronym")

    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=2, choices=Kind)
    iati_ref = models.CharField(_("IATI reference"), max_length=40, blank=True)

    translatable_fields = localized(translate=("name", "acronym"), keep=("code", "kind", "iati_ref"))

    class Meta(SharedLabel.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class Place(SharedLabel):
    """A region, province or district; ``code`` is its UBIGEO (2, 4 or 6 digits, INEI)."""

    class Level(models.TextChoices):
        REGION = "region", _("region")
        PROVINCE = "province", _("province")
        DISTRICT = "district", _("district")

    name = models.CharField(_("name"), max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )

    translatable_fields = localized(translate=("name",), keep=("code", "level", "parent"))

    class Meta(SharedLabel.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Sector(SharedLabel):
    """A sector of work, with the DAC purpose code that comes nearest."""

    name = models.CharField(_("name"), max_length=120)
    dac_code = models.CharField(_("DAC code"), max_length=5, blank=True)

    translatable_fields = localized(translate=("name",), keep=("code", "dac_code"))

    class Meta(SharedLabel.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Theme(SharedLabel):
    """A theme that runs through every sector: gender, interculturality, decent work, environment."""

    name = models.CharField(_("name"), max_length=120)

    translatable_fields = localized(translate=("name",), keep=("code",))

    class Meta(SharedLabel.Meta):
        verbose_name = _("cross-cutting theme")
        verbose_name_plural = _("cross-cutting themes")


class Unit(SharedLabel):
    """What a quantity counts: people, ordinances, revolving funds."""

    name = models.CharField(_("name"), max_length=160)

    translatable_fields = localized(translate=("name",), keep=("code",))

    class Meta(SharedLabel.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class Category(SharedLabel):
    """What else counts are broken down by, beside sex, place and sector: level of government, kind of venture."""

    name = models.CharField(_("name"), max_length=160)

    translatable_fields = localized(translate=("name",), keep=("code",))

    class Meta(SharedLabel.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
