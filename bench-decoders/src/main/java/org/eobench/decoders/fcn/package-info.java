/** FCN: convolutions on the deepest map. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.fcn;
