/** The dense heads of DINOv2 and of its continued pretraining for remote sensing. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.dino;
