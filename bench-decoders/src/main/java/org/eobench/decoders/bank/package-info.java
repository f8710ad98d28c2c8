/**
 * Banks of probes: many heads for whole images that differ in pooling, layers, learning rate and
 * weight decay, trained in one pass over the features of a frozen encoder. The validation split
 * chooses one.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.bank;
