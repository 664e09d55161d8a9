"""The words for a time, and the TIMEX3 value and calendar date they stand for."""
