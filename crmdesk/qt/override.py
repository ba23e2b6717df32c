"""``override``, which marks a method that Qt calls, for modules that are loaded before the window paints anything.

It is that of typing_extensions to the type checker; at run time it does nothing and loads nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    Method = TypeVar("Method", bound=Callable)

    def override(method: Method) -> Method:
        """The method as it is."""
        return method


__all__ = ["override"]
