package org.eobench.core.task.segmentation;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;

/**
 * {@code task.evaluator} of segmentation and change detection.
 *
 * @param boundaryIou whether the boundary IoU is computed, which takes its time
 * @param calibration whether confidences are compared with the accuracy
 */
public record SegmentationConfig(
    @Inline EvaluatorKeys keys,
    @Inline ClassKeys classes,
    @Default("false") boolean boundaryIou,
    @Default("true") boolean calibration)
    implements EvaluatorConfig {}
