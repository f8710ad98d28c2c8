/**
 * Layers: {@link org.eobench.core.nn.Module} and common building blocks of networks. A module
 * declares its parameters and children under the names of the PyTorch original, so that {@code
 * tensors()} of a model has the keys of its published checkpoint.
 *
 * <pre>{@code
 * final class Head extends Module {
 *   private final Conv2d conv;
 *
 *   Head(TorchOps ops, int channels, int classes) {
 *     conv = child("conv_seg", new Conv2d(ops, channels, classes, 1, true));
 *   }
 *
 *   NDArray forward(NDArray map) { // [B,C,H,W] to [B,K,H,W]
 *     return conv.forward(map);
 *   }
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.nn;
