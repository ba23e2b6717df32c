"""The sample company: two years of a believable firm to try the program with, and its removal without a trace.

Told in three steps that know less and less of each other: who there is (``cast``), how each deal goes (``plot``), what
was said and done on the way (``scenes``); then written in one unit of work (``…_writing``). The same seed and the same
present time give the same company, in every language; only ids differ, for two samples must never be taken for one.
"""

from crmdesk.services.demo.service import DemoService, SampleSize

__all__ = ["DemoService", "SampleSize"]
