/** CROMA: vision transformers for Sentinel-1, Sentinel-2 and both together. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.croma;
