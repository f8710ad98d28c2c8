/**
 * A recorded case as data: its keys, arrays, formulas and tolerances, and the comparison with what
 * was computed. A key that nobody reads is named, since a case that is run without it is another
 * case.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.cases;
