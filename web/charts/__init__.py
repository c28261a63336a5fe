"""Charts as numbers for a template to draw as SVG: what is drawn sums and stands where its table says."""
