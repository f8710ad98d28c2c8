package org.eobench.core.eval;

/**
 * Scores of one class, each a fraction in {@code [0,1]}.
 *
 * <p>A class that occurs neither in the targets nor in the predictions has no scores under {@link
 * AbsentClass#SKIP}: {@code scored} is false and all of them are NaN. For a class that occurs, a
 * fraction of nothing is 0: precision of a class never predicted, recall of a class never there.
 *
 * @param index label value
 * @param name class name
 * @param scored whether the class counts in the means
 * @param iou intersection over union: TP / (TP + FP + FN)
 * @param f1 harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN)
 * @param precision share of the pixels predicted as the class that are of it: TP / (TP + FP).
 *     Pangaea prints this as its "Recall"
 * @param recall share of the pixels of the class that were found: TP / (TP + FN). Pangaea prints
 *     this as its "Precision"
 * @param actual pixels of the class in the targets
 * @param predicted pixels predicted as the class where the target counts
 */
public record ClassScores(
    int index,
    String name,
    boolean scored,
    double iou,
    double f1,
    double precision,
    double recall,
    long actual,
    long predicted) {}
