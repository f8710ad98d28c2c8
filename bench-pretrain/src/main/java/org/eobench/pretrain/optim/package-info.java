/**
 * The update of the weights in pretraining: AdamW with a learning rate and a weight decay for each
 * group of parameters, scheduled over the run, and gradients clipped for each part of the model.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.optim;
