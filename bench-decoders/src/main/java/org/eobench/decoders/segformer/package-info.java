/** SegFormer's head: all levels, narrowed, brought to one size and mixed. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.segformer;
