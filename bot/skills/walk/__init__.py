"""Walking the model: a self-assessment by role that ends in an action plan."""

from bot.skills.walk.state import is_active
from bot.skills.walk.walk import Walk

__all__ = ["Walk", "is_active"]
