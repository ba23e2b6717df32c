"""crmdesk: a local-first desktop CRM for people who sell.

The layers, top imports down, never back: ``__main__`` > ``cli | app`` > ``ui`` > ``render | wiring`` >
``qt | services`` > ``exchange | insight | store`` > ``domain`` > ``i18n | paths | log | settings``.
Each package's docstring says what it is for and what it may import.
"""

__version__ = "0.1.0"
