package org.eobench.core.run.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedOverridesTest {
  @TempDir private Path run;

  private List<String> before(String choices) throws IOException {
    Files.writeString(
        run.resolve("run.json"),
        """
        {"version": 2, "name": "a", "state": "COMPLETE", "fingerprint": "f", "choices": {%s},
         "overrides": ["encoder=vit_tiny", "encoder.patch_size=32", "epochs=3"], "protocol": "default",
         "seed": 1, "started": "2026-11-20T12:00:00Z", "starts": 1, "batchesWithoutTarget": 0}
        """
            .formatted(choices));
    return InheritedOverrides.before(
            OverrideParser.parseAll(List.of("train=false", "ckpt_dir=" + run)))
        .stream()
        .map(override -> override.line())
        .toList();
  }

  @Test
  void theOverridesOfARunComeFirst() throws IOException {
    assertThat(before("\"encoder\": \"vit_tiny\""))
        .startsWith("encoder=vit_tiny", "encoder.patch_size=32", "epochs=3");
  }

  @Test
  void aPretrainingIsRefusedWithTheArgumentsForItsEncoder() {
    assertThatThrownBy(() -> before("\"encoder\": \"vit_tiny\", \"method\": \"dinov2\""))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("RunOfPretraining")
        .hasMessageContaining(
            "`encoder=vit_tiny encoder.patch_size=32 encoder.encoder_weights="
                + run
                + " dataset=NAME`");
  }
}
