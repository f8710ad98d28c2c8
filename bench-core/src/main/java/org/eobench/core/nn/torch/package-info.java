/**
 * Access to libtorch. {@link org.eobench.core.nn.torch.TorchEngine} loads it. {@link
 * org.eobench.core.nn.torch.TorchOps} runs the operators that DJL's arrays lack, each as a short
 * TorchScript text that is compiled once:
 *
 * <pre>{@code
 * NDArray y = ops.call("def forward(self, x):\n  return torch.silu(x)\n", x);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.nn.torch;
