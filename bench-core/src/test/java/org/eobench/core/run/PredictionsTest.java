package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.predictions.Predictions;
import org.eobench.core.run.predictions.PredictionsReport;
import org.eobench.core.run.predictions.PredictionsRequest;
import org.junit.jupiter.api.Test;

/** Maps, pictures and scores of a finished run. */
class PredictionsTest extends ToyRuns {
  @Test
  void a13WritesClassesProbabilitiesPicturesAndScoresOfThreeChips() throws IOException {
    RunResult run = run(yaml);
    Path folder = work.resolve("predicted/here");
    String config =
        yaml.replace("train: true", "train: false")
            .replace("ckpt_dir: null", "ckpt_dir: " + run.directory());
    RunRequest request = new RunRequest(ToyParts.config(config), Map.of(), List.of());
    PredictionsReport report =
        new Predictions(ToyParts.components(), listener(() -> {}), stop)
            .run(request, new PredictionsRequest(Split.TEST, 3, folder));

    assertThat(report.scores().get("mIoU")).isEqualTo(run.scores().value("mIoU"));
    assertThat(report.files()).hasSize(3 * 3).allMatch(Files::isRegularFile);
    assertThat(Files.readString(folder.resolve("metrics.json")))
        .contains("\"split\" : \"test\"", "\"mIoU\" : " + run.scores().value("mIoU"));
    float[] classes = values(report.files().get(0));
    float[] probabilities = values(report.files().get(1));
    assertThat(probabilities).hasSize(2 * classes.length);
    for (int i = 0; i < classes.length; i++) {
      float land = probabilities[i];
      float water = probabilities[classes.length + i];
      assertThat(land + water).isBetween(0.9999f, 1.0001f);
      assertThat(classes[i]).isEqualTo(water > land ? 1 : 0);
    }
    assertThat(ImageIO.read(report.files().get(2).toFile()).getWidth()).isEqualTo(2 * 8 + 4);
  }

  private static float[] values(Path file) {
    try (GeoTiffReader tiff = GeoTiffReader.open(file)) {
      return tiff.read();
    }
  }
}
