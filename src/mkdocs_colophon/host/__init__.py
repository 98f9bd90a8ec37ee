"""Hosts: each room is the door of one program that shows pages. It translates, and nothing else."""
