package org.eobench.pretrain.dinov2;

import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code method.dino}.
 *
 * @param lossWeight weight of the cross entropies of class tokens
 * @param koleoLossWeight weight of the regularizer that spreads the class tokens of a batch
 * @param head the projection head
 * @param studentTemp temperature of the student's scores, also for masked patches
 * @param freezeLastLayerEpochs first epochs, in which the last layer of the heads is not changed
 */
public record DinoConfig(
    @Range(above = 0) double lossWeight,
    @Range(min = 0) double koleoLossWeight,
    HeadConfig head,
    @Range(above = 0) double studentTemp,
    @Range(min = 0) double freezeLastLayerEpochs) {}
