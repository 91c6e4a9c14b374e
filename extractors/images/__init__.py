"""Image files to page rasters, page rasters to page pictures."""
