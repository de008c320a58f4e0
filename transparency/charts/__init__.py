"""Charts drawn on the server as SVG: same figures, same bytes.

Every chart is a function of plain values that returns markup for a template. A chart says its figures in print and
tells its series apart by pattern as well as colour; the page puts the same figures in a real table beside it.
"""

from transparency.charts.bars import bar_chart
from transparency.charts.figures import Series, Share, Unit
from transparency.charts.flow import Carrier, Use, flow_chart
from transparency.charts.progress import progress_chart
from transparency.charts.shares import share_bar
from transparency.charts.threshold import Mark, Reading, threshold_chart

__all__ = [
    "Carrier",
    "Mark",
    "Reading",
    "Series",
    "Share",
    "Unit",
    "Use",
    "bar_chart",
    "flow_chart",
    "progress_chart",
    "share_bar",
    "threshold_chart",
]
