"""From answers to everything a template file asks about; plain Python that knows neither Jinja nor Copier."""

from .variables import variables

__all__ = ["variables"]
