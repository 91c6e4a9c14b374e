"""PDF files: opening, text layer, rasters, AcroForm."""
