/**
 * Training: the loop, its checkpoints and its metric log. {@link org.eobench.core.train.Trainer}
 * runs epochs of {@link org.eobench.core.train.TrainStep} and validates the model. {@link
 * org.eobench.core.train.Checkpoints} stores the weights with a {@link
 * org.eobench.core.train.TrainState}, from which a resumed run continues with the same bits. A
 * decoder that is fitted in one step uses {@link org.eobench.core.train.Fitting} instead.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.train;
