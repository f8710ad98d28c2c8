/**
 * Floods of Cloud to Street and Microsoft: chips of Sentinel-1 and Sentinel-2 with water, or
 * datacubes of both with an elevation model, with clouds and their shadows removed.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.c2smsfloods;
