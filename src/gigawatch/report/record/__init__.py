"""What makes an edition citable: its content hash, how to cite it, the figures it printed, and what changed since."""

from gigawatch.report.record.former import Former, Printed
from gigawatch.report.record.stamp import digest_of

__all__ = ["Former", "Printed", "digest_of"]
