"""The two programme markers: every witness of their boxes, and what they say."""

from classifiers.markers.boxes import read_boxes
from classifiers.markers.judging import judge, judge_boxes, witnesses_disagree

__all__ = ["judge", "judge_boxes", "read_boxes", "witnesses_disagree"]
