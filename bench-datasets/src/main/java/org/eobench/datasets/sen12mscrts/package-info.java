/**
 * SEN12MS-CR-TS (Ebel et al., IEEE TGRS 2022, arXiv:2201.09613): pairs of Sentinel-1 and Sentinel-2
 * images at 30 times of 53 regions, without labels.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.sen12mscrts;
