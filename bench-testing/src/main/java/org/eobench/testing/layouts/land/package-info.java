/**
 * Tiny data sets of single images in published layouts: marine debris, fields, land cover of cities
 * and countries, and heights of forests, with drawn values.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.land;
