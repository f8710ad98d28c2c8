/**
 * Errors as a product: every failure a user can cause is a {@link org.eobench.core.error.Problem}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.error;
