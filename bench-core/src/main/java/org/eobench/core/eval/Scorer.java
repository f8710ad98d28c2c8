package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;

/** Compares what a model says with the targets of a split, batch by batch; one for each task. */
interface Scorer {
  /**
   * Takes the predictions of one batch.
   *
   * @param logits {@code [B,K,H,W]} with H and W of the targets, or {@code [B,K]}
   */
  void add(Batch batch, NDArray logits);

  /**
   * Scores all batches.
   *
   * @throws BenchException when nothing in the split has a target that counts
   */
  Evaluation evaluation();

  /** The scorer of the task of a data set. */
  static Scorer of(DatasetSpec dataset, EvaluatorConfig config) {
    return switch (dataset.task()) {
      case SEGMENTATION, CHANGE_DETECTION -> new SegmentationScorer(dataset, config);
      case REGRESSION -> new RegressionScorer(dataset, config);
      case CLASSIFICATION -> new ClassificationScorer(dataset, config);
      case MULTI_LABEL_CLASSIFICATION -> new MultiLabelScorer(dataset, config);
    };
  }

  /** The failure of a split in which nothing counts. */
  static BenchException nothingCounts(String what, String where, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("NothingToScore", what + ", so there is nothing to score")
            .at(where)
            .expecting(expected)
            .next(
                "check the targets and dataset.ignore_index: `java -jar bench.jar check` with the"
                    + " same arguments"));
  }
}
