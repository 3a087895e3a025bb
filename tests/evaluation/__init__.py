"""The evaluation: `make eval` measures, `make tune` fits what `index/settings.yml` holds."""
