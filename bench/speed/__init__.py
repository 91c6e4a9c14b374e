"""What classification, segmentation, markers and fields cost after the extraction."""
