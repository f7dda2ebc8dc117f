"""The figures and controls of which a unit's widgets are made; units import them from `npml.widgets`."""
