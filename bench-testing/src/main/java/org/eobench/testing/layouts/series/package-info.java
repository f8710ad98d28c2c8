/**
 * Tiny data sets in the layouts of published ones with several dates or sensors: crops, land cover,
 * biomass and forest plots. Values are drawn near the means of the published images.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.series;
