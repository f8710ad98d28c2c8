package org.eobench.core.run.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.encoder.bands.MissingBand;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingWeightsTest {
  private static final EncoderKeys KEYS = keys("nowhere/at/all.pt");

  @TempDir private Path folder;

  private static EncoderKeys keys(String weights) {
    return new EncoderKeys(
        weights,
        null,
        null,
        Map.of("optical", List.of("B4")),
        FrozenMode.EVAL,
        MissingBand.ERROR,
        new WeightsCard("toy", null, null, null, null));
  }

  private static String next(EncoderConfig encoder) {
    Problems problems = new Problems();
    MissingWeights.report(encoder, Map.of(), List.of(), problems);
    assertThat(problems.list()).hasSize(1);
    Problem problem = problems.list().get(0);
    assertThat(problem.id()).isEqualTo("MissingWeights");
    return problem.next();
  }

  @Test
  void offersRandomWeightsWhereAnEncoderCanStartFromThem() {
    assertThat(next(() -> KEYS)).contains("or start from random weights");
  }

  @Test
  void offersTheFileThatIsThereUnderAnotherEnding() throws IOException {
    Path there = Files.createFile(folder.resolve("DOFA_ViT_base_e100.pth"));
    Files.createFile(folder.resolve("Prithvi_EO_V1_100M.pt"));
    Files.createFile(folder.resolve("DOFA_ViT_base_e100.txt"));
    EncoderKeys slip = keys(folder.resolve("DOFA_ViT_base_e100.pt").toString());
    assertThat(next(() -> slip))
        .startsWith("use the existing file: `encoder.encoder_weights=" + there + "`\nor ");
    EncoderKeys other = keys(folder.resolve("croma.pt").toString());
    assertThat(next(() -> other)).doesNotContain("existing file");
  }

  @Test
  void offersTheBestWeightsOfARunThatIsNamedAsAFolder() throws IOException {
    Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
    Path best = Files.createFile(checkpoints.resolve("best.safetensors"));
    for (Path named : List.of(folder, checkpoints)) {
      EncoderKeys run = keys(named.toString());
      assertThat(next(() -> run)).contains("`encoder.encoder_weights=" + best + "`");
    }
  }

  @Test
  void offersNoRandomWeightsWhereTheFileIsTheModelItself() {
    EncoderConfig program =
        new EncoderConfig() {
          @Override
          public EncoderKeys keys() {
            return KEYS;
          }

          @Override
          public boolean canStartRandom() {
            return false;
          }
        };

    assertThat(next(program)).contains("download them from their authors").doesNotContain("random");
  }
}
