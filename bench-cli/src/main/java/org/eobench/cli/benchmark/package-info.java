/**
 * Named benchmarks: a versioned list of data sets, each with a decoder, a protocol and seeds, is
 * expanded to the jobs of one sweep. It ends with the mean scores beside published ones.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.benchmark;
