import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_public_site"),
    ]

    operations = [
        migrations.AddField(
            model_name="identifier",
            name="changed_at",
            field=models.DateTimeField(
                db_index=True,
                default=django.utils.timezone.now,
                help_text="When what stands there was last published or withdrawn.",
                verbose_name="changed",
            ),
        ),
    ]
