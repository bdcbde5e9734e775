"""The statutory limits of the handling of applications, in working days."""

from __future__ import annotations

SUPPLEMENT = 7
"""To tell the applicant what to supplement (art. 30)."""

REPLY = 20
"""To reply (art. 33)."""

EXTENSION = 20
"""To which the limit for the reply may be prolonged at most (art. 33)."""

CONSULTATION = 15
"""For a third party or a co-maker to give an opinion (art. 32, 34)."""

PAYMENT = 20
"""To pay a processing fee, from the day behind that of the notice (国办函〔2020〕109号)."""
