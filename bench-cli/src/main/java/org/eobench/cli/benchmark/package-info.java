/** Named benchmarks: versioned lists of runs, and their scores beside published ones. */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.benchmark;
