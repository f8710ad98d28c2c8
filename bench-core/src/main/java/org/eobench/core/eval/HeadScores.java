package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Metric;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.task.ConfiguredTask;

/** Scores all heads of a bank on a split in one pass. */
public final class HeadScores {
  private final TorchOps ops;
  private final List<Scorer<?>> scorers = new ArrayList<>();
  private final boolean[] lost;
  private final Metric<?> metric;

  /**
   * @param metric the one that is computed
   */
  public HeadScores(
      TorchOps ops, ConfiguredTask<?, ?> task, DatasetSpec dataset, Metric<?> metric, int heads) {
    this.ops = ops;
    this.metric = metric;
    this.lost = new boolean[heads];
    ChosenMetrics only = ChosenMetrics.listed(List.of(), metric);
    for (int i = 0; i < heads; i++) {
      scorers.add(new Scorer<>(task, dataset, only));
    }
  }

  /**
   * The score of each head; NaN for a head whose logits are not finite.
   *
   * @param model its decoder is {@code bank}
   * @param loader every sample of the split once
   */
  public List<Double> of(EoModel model, HeadBank bank, DataLoader loader) {
    return Evaluator.evaluating(
        model,
        () -> {
          loader.epoch(0).forEach(batch -> add(model, bank, batch));
          return IntStream.range(0, scorers.size())
              .mapToObj(i -> lost[i] ? Double.NaN : scorers.get(i).scores().value(metric.key()))
              .toList();
        });
  }

  private void add(EoModel model, HeadBank bank, Batch batch) {
    try (NDManager scope = ops.manager().newSubManager()) {
      FeatureMaps features =
          batch.known() == null
              ? model.features(DeviceBatch.input(batch.decoded(), scope))
              : model.features(batch, scope);
      NDArray all = bank.decodeAll(features);
      for (int i = 0; i < scorers.size(); i++) {
        NDArray logits = all.get(i);
        lost[i] |= !Float.isFinite(logits.sum().getFloat());
        if (!lost[i]) {
          scorers.get(i).add(batch, logits);
        }
      }
    }
  }
}
