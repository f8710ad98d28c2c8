/** Splits that other programs made, reproduced number by number. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.split;
