package org.eobench.core.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuxiliaryLossTest {
  private static final double WEIGHT = 0.4;
  private static final Pattern LOSS = Pattern.compile("\"loss\":([^,}]+)");

  @TempDir Path plain;
  @TempDir Path helped;

  /** The toy decoder with an auxiliary head of one value per class, 0 at first. */
  private static final class HelpedDecoder extends Decoder {
    private final TorchOps ops;
    private final ToyDecoder main;
    private final Parameter auxiliary;

    HelpedDecoder(TorchOps ops) {
      this.ops = ops;
      main = child("", new ToyDecoder(ops));
      auxiliary = parameter("auxiliary", new Shape(1, 2, 1, 1), Inits.ZEROS);
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return main.decode(features, height, width);
    }

    @Override
    public Prediction predict(FeatureMaps features, int height, int width) {
      NDArray logits = decode(features, height, width);
      NDArray same =
          ops.call(
              "def forward(self, x, a):\n  return a.expand_as(x)\n", logits, auxiliary.array());
      return new Prediction(logits, List.of(new Prediction.Auxiliary(WEIGHT, same)));
    }
  }

  @Test
  void addsTheWeightedLossOfTheAuxiliaryHead() throws IOException {
    ToyDataset data = new ToyDataset(12);
    try (ToyRun run = new ToyRun(plain, ToyRun.config(1, 0), Finetune.FULL, data);
        ToyRun other =
            new ToyRun(helped, ToyRun.config(1, 0), Finetune.FULL, data, HelpedDecoder::new)) {
      run.train();
      other.train();
      // Two classes with equal logits cost ln 2 at every pixel.
      assertThat(firstLoss(helped))
          .isCloseTo(firstLoss(plain) + WEIGHT * Math.log(2), within(1e-5));
      Parameter trained = requireNonNull(other.model.decoder().tensors().get("auxiliary"));
      assertThat(trained.array().toFloatArray()).doesNotContain(0);
    }
  }

  private static double firstLoss(Path folder) throws IOException {
    Matcher loss = LOSS.matcher(Files.readAllLines(folder.resolve("metrics.jsonl")).get(0));
    assertThat(loss.find()).isTrue();
    return Double.parseDouble(loss.group(1));
  }

  @Test
  void refusesAWeightThatCountsForNothing() {
    try (ToyRun run = new ToyRun(plain, ToyRun.config(1, 0), Finetune.FULL, new ToyDataset(1))) {
      NDArray logits = run.manager.zeros(new Shape(1));
      assertThatThrownBy(() -> new Prediction.Auxiliary(0, logits))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight=0.0");
    }
  }
}
