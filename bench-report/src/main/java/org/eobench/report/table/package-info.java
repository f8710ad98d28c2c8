/**
 * The table of a report: runs grouped into rows and columns so that only repetitions of one
 * experiment are averaged, with intervals, ranks, floors and costs, and sentences about what was
 * separated, left out, or cannot be seen in it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.table;
