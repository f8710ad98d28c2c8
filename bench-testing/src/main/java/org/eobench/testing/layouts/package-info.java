/**
 * Tiny data sets in the layouts of published ones, with drawn values. Tests read, check and train
 * them; nothing of the published data is in them.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts;
