/**
 * A recorded case as data: its keys, arrays, formulas and tolerances, and the comparison with
 * computed arrays. Unread keys are reported, because a check that ignores one of them runs a
 * different case.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.cases;
