/** Optimizers and learning-rate schedules, equal to PyTorch's. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.optim;
