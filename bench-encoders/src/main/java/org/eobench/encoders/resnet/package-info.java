/** ResNets of any published depth, with the names of torchvision's tensors. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.resnet;
