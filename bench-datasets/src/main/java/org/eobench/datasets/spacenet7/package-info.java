/**
 * SpaceNet 7 (Van Etten et al., CVPR 2021, arXiv:2102.04420): monthly mosaics of Planet images of
 * 60 places with the footprints of their buildings, for maps of buildings and for their changes.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.spacenet7;
