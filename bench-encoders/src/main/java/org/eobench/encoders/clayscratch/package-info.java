/**
 * The encoder of the network that Clay's documentation trains from scratch, as a control for
 * pretrained features: two 3 × 3 convolutions and one max pooling.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clayscratch;
