/**
 * Learning-rate schedules. An {@link org.eobench.core.schedule.LrSchedule} gives the learning rate
 * of each iteration, as the originals do: PyTorch, mmcv and DeepSpeed. It is a function of the
 * iteration; one that follows the validations also takes a {@link
 * org.eobench.core.schedule.Plateau}, which checkpoints hold, so that a resumed run goes on with
 * the same rates.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.schedule;
