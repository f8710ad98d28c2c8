/**
 * Open-Canopy (Fogel et al., arXiv:2407.09392): canopy heights from lidar on SPOT 6 and 7 images of
 * France, in cells of one kilometre.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.opencanopy;
