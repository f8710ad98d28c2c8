/** The encoder half of the network that Clay is compared with, trained from random weights. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clayscratch;
