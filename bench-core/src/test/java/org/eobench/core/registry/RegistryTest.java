package org.eobench.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry<Integer> encoders =
      new Registry<>("encoder", Map.of("vit", 1, "dofa", 2, "croma", 3));

  @Test
  void findsAComponentByItsKey() {
    assertThat(encoders.get("dofa", "dofa.yaml:1")).isEqualTo(2);
  }

  @Test
  void listsKeysInOrder() {
    assertThat(encoders.names()).containsExactly("croma", "dofa", "vit");
  }

  @Test
  void namesTheNearestAndAllKnownOfAnUnknownKey() {
    assertThatThrownBy(() -> encoders.get("dofaa", "configs/encoder/dofa.yaml:1"))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessage(
            """
            [Bench/UnknownEncoder] there is no encoder with the key `dofaa`
              where: configs/encoder/dofa.yaml:1
              expected: did you mean dofa? known: croma, dofa, vit
              next: put the jar that offers it into plugins/, or list what is there: `java -jar bench.jar list`\
            """);
  }

  @Test
  void saysWhenNothingIsInstalled() {
    assertThatThrownBy(() -> new Registry<>("decoder", Map.of()).get("unet", "train.yaml:3"))
        .hasMessageContaining("no decoder is installed");
  }
}
