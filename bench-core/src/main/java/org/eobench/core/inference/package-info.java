/** Predicts images of any size: tile by tile, and as the mean of several copies. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.inference;
