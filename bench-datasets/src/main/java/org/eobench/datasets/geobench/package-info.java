/**
 * GEO-Bench, version 1 (Lacoste et al. 2023, arXiv:2306.03831): folders with an HDF5 file for each
 * sample, whose metadata and labels are a Python pickle in an attribute, and JSON files with the
 * splits and the statistics of the bands. Twelve data sets have this layout.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.geobench;
