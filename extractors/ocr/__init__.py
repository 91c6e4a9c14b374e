"""Page images to words with boxes: preparation, orientation, recognition."""
