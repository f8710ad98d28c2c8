/**
 * The encoder half of the network that Clay's documentation trains from random weights, as a
 * control for pretrained features: two convolutions of 3 × 3 and one max pooling.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clayscratch;
