/** UPerNet: pyramid pooling on the deepest level and a feature pyramid over all. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.upernet;
