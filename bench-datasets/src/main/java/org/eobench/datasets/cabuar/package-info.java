/**
 * CaBuAr (Rege Cambrin et al., IEEE Geoscience and Remote Sensing Magazine 2023, arXiv:2401.11519):
 * burned areas in California on Sentinel-2 images before and after wildfires, in HDF5.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.cabuar;
