package org.eobench.serve;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.scene.SceneRules;
import org.eobench.serve.model.ModelFacts;
import org.eobench.serve.model.ServedModel;

/** Water where the second band is below 100, land elsewhere. */
public final class TinyModel implements ServedModel {
  /** What the model does before it predicts. */
  private final Callable<?> before;

  private volatile Thread thread = Thread.currentThread();

  TinyModel(Callable<?> before) {
    this.before = before;
  }

  public static TinyModel ofNothing() {
    return new TinyModel(() -> "");
  }

  /** The thread that ran it last. */
  Thread thread() {
    return thread;
  }

  /** A data set of two bands, red and near infrared. */
  public static DatasetSpec data(Map<String, List<Band>> bands, int frames) {
    return new DatasetSpec(
        "ponds",
        1,
        Segmentation.KIND,
        Quantity.PLAIN,
        bands,
        Map.of(),
        List.of("Land", "Water"),
        -1,
        List.of(),
        16,
        frames,
        "none",
        "CC0");
  }

  @Override
  public DatasetSpec spec() {
    return data(Map.of("optical", List.of(new Band("B4", 0.665), new Band("B8", 0.842))), 1);
  }

  @Override
  public SceneRules rules() {
    return new SceneRules(Map.of("optical", List.of("B4", "B8")), Map.of(), Map.of());
  }

  @Override
  public ModelFacts facts() {
    return new ModelFacts(
        "tiny", "none", "none", "segmentation", true, 16, 8, Map.of("mIoU", 0.75));
  }

  @Override
  public ImagePrediction predict(Sample sample) {
    thread = Thread.currentThread();
    try {
      before.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    Image image = Objects.requireNonNull(sample.images().get("optical"));
    int pixels = image.height() * image.width();
    int[] classes = new int[pixels];
    float[] confidence = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      float infrared = image.data()[pixels + i];
      classes[i] = infrared < 100 ? 1 : 0;
      classes[i] = Float.isNaN(infrared) ? ImagePrediction.NO_DATA : classes[i];
      confidence[i] = 0.9f;
    }
    return new ImagePrediction(image.height(), image.width(), classes, confidence, new float[0]);
  }
}
