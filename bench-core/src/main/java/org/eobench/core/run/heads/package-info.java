/**
 * The choice among the heads of a bank, which train side by side in one run: what must hold so that
 * each learns as it would alone, their scores on the validation split, and the files that list them
 * all.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.heads;
