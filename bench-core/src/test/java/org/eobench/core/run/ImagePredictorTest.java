package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.core.run.predictions.ImagePredictor;
import org.eobench.core.run.predictions.Predictions;
import org.eobench.core.run.predictions.PredictionsReport;
import org.eobench.core.run.predictions.PredictionsRequest;
import org.eobench.core.train.ToyDataset;
import org.junit.jupiter.api.Test;

/** Single images in memory are predicted as the samples of the test. */
class ImagePredictorTest extends ToyRuns {
  private RunRequest finished() {
    Path directory = run(yaml).directory();
    String config =
        yaml.replace("train: true", "train: false")
            .replace("ckpt_dir: null", "ckpt_dir: " + directory);
    return new RunRequest(ToyParts.config(config), Map.of(), List.of());
  }

  private static ImagePredictor open(RunRequest request) {
    return ImagePredictor.open(request, ToyParts.components(), ProgressListener.silent());
  }

  private static Sample first(ToyDataset data) {
    SampleRef ref = data.samples(Split.TEST).get(0);
    return data.read(ref, Map.of("optical", List.of("B4", "B8")));
  }

  @Test
  void anImageHasTheClassesThatPredictWrites() {
    RunRequest request = finished();
    PredictionsReport report =
        new Predictions(ToyParts.components(), ProgressListener.silent(), stop)
            .run(request, new PredictionsRequest(Split.TEST, 1, work.resolve("predicted")));
    float[] written;
    try (GeoTiffReader tiff = GeoTiffReader.open(report.files().get(0))) {
      written = tiff.read();
    }
    try (ImagePredictor predictor = open(request)) {
      ImagePrediction predicted = predictor.predict(first(new ToyDataset(8)));
      assertThat(predicted.classes()).hasSize(written.length);
      for (int i = 0; i < written.length; i++) {
        assertThat(predicted.classes()[i]).as("pixel " + i).isEqualTo((int) written[i]);
        assertThat(predicted.confidence()[i]).isBetween(0.5f, 1f);
      }
      assertThat(predicted.classes()).contains(0, 1);
    }
  }

  @Test
  void pixelsWithoutDataHaveNoClass() {
    try (ImagePredictor predictor = open(finished())) {
      Sample sample = first(new ToyDataset(8));
      Image whole = Objects.requireNonNull(sample.images().get("optical"));
      float[] data = whole.data().clone();
      data[3] = Float.NaN;
      data[whole.height() * whole.width() + 3] = Float.NaN;
      Image holed = new Image(data, 2, 1, whole.height(), whole.width());
      ImagePrediction predicted = predictor.predict(sample.with(Map.of("optical", holed)));
      assertThat(predicted.classes()[3]).isEqualTo(ImagePrediction.NO_DATA);
      assertThat(predicted.hasData(3)).isFalse();
      assertThat(predicted.hasData(2)).isTrue();
    }
  }

  @Test
  void aValueThatIsNotFiniteIsRefused() {
    try (ImagePredictor predictor = open(finished())) {
      Sample sample = first(new ToyDataset(8));
      Image whole = Objects.requireNonNull(sample.images().get("optical"));
      float[] data = whole.data().clone();
      data[0] = Float.POSITIVE_INFINITY;
      Image wrong = new Image(data, 2, 1, whole.height(), whole.width());
      assertThatThrownBy(() -> predictor.predict(sample.with(Map.of("optical", wrong))))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("NotFinite");
    }
  }
}
