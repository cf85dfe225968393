"""An index to look at: charts, a workbook with everything, and a page of its own, in English and Chinese."""
