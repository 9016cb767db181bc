"""From answers to everything a template file asks about; plain Python that knows neither Jinja nor Copier."""

from .destination import Destination
from .variables import Refusals, variables

__all__ = ["Destination", "Refusals", "variables"]
