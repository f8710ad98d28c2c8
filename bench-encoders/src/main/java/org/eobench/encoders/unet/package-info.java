/** The contracting half of a U-Net, trained from random weights: the supervised baseline. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.unet;
