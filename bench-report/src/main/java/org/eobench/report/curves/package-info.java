/**
 * Curves over the runs of a report: scores over the number of labels that models were trained with,
 * and the area under such a curve.
 */
@NullMarked
package org.eobench.report.curves;

import org.jspecify.annotations.NullMarked;
