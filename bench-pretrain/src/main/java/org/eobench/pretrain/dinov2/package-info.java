/**
 * DINOv2 (Oquab et al. 2023, arXiv:2304.07193): self-distillation of class tokens between crops
 * (DINO), prediction of masked patches (iBOT) and the KoLeo regularizer, with a teacher that is the
 * moving average of the student.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.dinov2;
