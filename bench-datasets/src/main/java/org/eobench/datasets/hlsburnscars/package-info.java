/** HLS Burn Scars: Harmonized Landsat and Sentinel-2 chips of wildfire scars. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.hlsburnscars;
