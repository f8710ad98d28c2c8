/**
 * Tiny data sets of patches with one label or several: EuroSAT, BigEarthNet of both versions, and
 * So2Sat. Their values are smooth around what vegetation reflects.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.patches;
