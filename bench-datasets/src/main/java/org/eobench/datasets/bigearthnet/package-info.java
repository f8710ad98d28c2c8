/**
 * BigEarthNet (Sumbul et al. 2019 and 2021) and reBEN, its second version (Clasen et al. 2024):
 * pairs of Sentinel-1 and Sentinel-2 patches with the classes of CORINE Land Cover in them.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.bigearthnet;
