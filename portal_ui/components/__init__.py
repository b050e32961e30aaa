"""The parts of a page: functions of typed page data that return Reflex components."""
