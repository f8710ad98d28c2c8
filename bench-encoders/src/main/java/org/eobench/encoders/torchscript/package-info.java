/** Any model from Python, as a TorchScript file. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.torchscript;
