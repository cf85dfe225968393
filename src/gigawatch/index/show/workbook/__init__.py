"""One Excel workbook with everything: cover, ranking, every step's table, structure, marks, uncertainty."""
