/** Neural-network layers with PyTorch's names and numbers, shared by encoders and decoders. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.nn;
