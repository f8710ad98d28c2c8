package org.eobench.encoders.scalemae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleMaeEncoderTest {
  private final Trial trial = new Trial();
  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void positionsFollowTheGroundResolutionOfEachImage() {
    Encoder encoder = trial.start(encoder("null"));
    float[] both = last(encoder, 32, metres(10.0), metres(0.5));
    float[] coarse = Arrays.copyOf(both, both.length / 2);
    float[] fine = Arrays.copyOfRange(both, both.length / 2, both.length);
    assertThat(coarse).as("the same image").isNotEqualTo(fine);
    assertThat(last(encoder, 32, metres(0.5)))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(fine);
  }

  @Test
  void anUnknownResolutionCountsAsOneMetre() {
    Encoder encoder = trial.start(encoder("null"));
    assertThat(last(encoder, 32, Acquisition.UNKNOWN))
        .containsExactly(last(encoder, 32, metres(1.0)));
  }

  @Test
  void aGivenResolutionHoldsForAllImages() {
    Encoder fixed = trial.start(encoder("1.0"));
    assertThat(last(fixed, 32, metres(10.0))).containsExactly(last(fixed, 32, metres(0.5)));
    Encoder free = trial.start(encoder("null"));
    assertThat(last(fixed, 32, metres(10.0))).containsExactly(last(free, 32, metres(1.0)));
  }

  @Test
  void takesImagesOfAnySizeThatPatchesCover() {
    Encoder encoder = trial.start(encoder("null"));
    assertThat(last(encoder, 48)).hasSize(8 * 6 * 6);
    assertThatThrownBy(() -> last(encoder, 36))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("36 x 36")
        .hasMessageContaining("multiples of 8");
  }

  @Test
  void readsTheEncoderOfThePublishedTrainingState() {
    Encoder saved = trial.start(encoder("null"));
    Path file =
        trial.save(
            saved,
            folder.resolve("scalemae.safetensors"),
            name -> "model." + name,
            "model.pos_embed",
            "model.mask_token",
            "model.mask_token_decoder",
            "model.decoder_blocks.0.norm1.weight",
            "model.fpn.fpn1.0.weight",
            "model.fcn_high.conv.weight");
    Encoder loaded = encoder("null");
    LoadReport report = trial.load(loaded, file);
    assertThat(report.unexpected()).hasSize(6);
    assertThat(last(loaded, 32)).containsExactly(last(saved, 32));
  }

  @Test
  void refusesAResolutionThatIsNone() {
    for (String wrong : List.of("0", "-1.0", ".nan", ".inf")) {
      assertThatThrownBy(() -> encoder(wrong))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("input_res")
          .hasMessageMatching("(?s).*(a positive number of metres|a finite number).*");
    }
  }

  private Encoder encoder(String inputRes) {
    return trial.create(
        ScaleMaeConfig.class,
        ScaleMae::encoder,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 32,
             input_bands: {optical: [B4, B3, B2]}, embed_dim: 8, depth: 2, num_heads: 2, patch_size: 8,
             mlp_ratio: 2, output_layers: [0, 1], output_dim: 8, frozen_mode: eval, final_norm: last,
             input_res: %s}
            """,
            inputRes));
  }

  private static Acquisition metres(double groundResolution) {
    return new Acquisition(List.of(), null, groundResolution);
  }

  private float[] last(Encoder encoder, int size, Acquisition... acquisitions) {
    return trial.encode(encoder, "optical", 3, size, acquisitions).get(1);
  }
}
