/** Sen1Floods11: Sentinel-1 and Sentinel-2 chips of floods. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.sen1floods11;
