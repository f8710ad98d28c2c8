/** Trained models as TorchScript files that Python and C++ read. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.export;
