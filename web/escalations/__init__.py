"""Escalations on the pages: what waits for people, and deciding about one."""
