/**
 * Sen1Floods11 (Bonafilia et al., CVPR Workshops 2020), the hand-labelled chips: Sentinel-2 with 13
 * bands, Sentinel-1 with VV and VH, and water labels. The splits are the published ones.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.sen1floods11;
