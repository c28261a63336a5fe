"""The meetings of a facility's small kernteam with that of its police unit.

`holding` keeps what was said and decided; `agenda` makes the points of the next one from what is known. This
package may import appointments, cases, partners, watchlists and the words of access.
"""
