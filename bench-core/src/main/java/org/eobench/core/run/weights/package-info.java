/** The weights an encoder starts from, and advice where they are missing or do not fit. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.weights;
