/**
 * So2Sat LCZ42 (Zhu et al. 2020): patches of Sentinel-1 and Sentinel-2 in cities with their local
 * climate zone, in one HDF5 file for each split.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.so2sat;
