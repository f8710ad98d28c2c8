/**
 * Land cover of SatlasPretrain (Bastani et al., ICCV 2023, arXiv:2211.15660): Sentinel-2 images of
 * nine bands as 8-bit PNG files, with labels of eleven classes.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.satlas;
