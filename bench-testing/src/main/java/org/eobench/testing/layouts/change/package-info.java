/**
 * Tiny data sets of images before and after a change in published layouts: new buildings, damage by
 * disasters, growing cities and burned areas, with drawn values.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.change;
