package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.fetch.RemoteFile;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;

/** What {@code fetch weights} makes of the encoders that the program comes with. */
class FetchVerbTest {
  private static final PluginJars NONE = PluginJars.NONE;

  private static List<String> encoders() {
    Map<String, List<String>> groups = Configs.command(NONE).groups(CommandLine.parse(List.of()));
    List<String> all = groups.getOrDefault("encoder", List.of());
    assertThat(all).contains("dofa", "dofa_tiny");
    return all;
  }

  @Test
  void everyEncoderCanBeFetchedOrSaysWhyNot() {
    int fetched = 0;
    for (String option : encoders()) {
      try {
        RemoteFile file = EncoderWeights.file(NONE, option, List.of());
        assertThat(file.address().getScheme()).as(option).isEqualTo("https");
        assertThat(file.address().getHost()).as(option).isNotEmpty();
        fetched++;
      } catch (BenchException reason) {
        assertThat(reason.problems())
            .as(option)
            .extracting(Problem::id)
            .containsAnyOf("NoWeights", "NoAddress");
      }
    }
    assertThat(fetched).isPositive();
  }

  /** A file that extends another must not inherit what is known of the other's weights. */
  @Test
  void aChecksumAndAPlaceBelongToOneAddress() {
    Map<String, String> addresses = new HashMap<>();
    for (String option : encoders()) {
      try {
        RemoteFile file = EncoderWeights.file(NONE, option, List.of());
        String address = file.address().toString();
        if (file.sha256() != null) {
          assertThat(addresses.computeIfAbsent(file.sha256(), unused -> address))
              .as("address of the checksum of " + option)
              .isEqualTo(address);
        }
        assertThat(addresses.computeIfAbsent(file.target().toString(), unused -> address))
            .as("address of the place of " + option)
            .isEqualTo(address);
      } catch (BenchException reason) {
        assertThat(reason).as(option).hasMessageContaining(option);
      }
    }
  }

  @Test
  void overridesSayOtherwise() {
    RemoteFile file =
        EncoderWeights.file(
            NONE,
            "dofa",
            List.of(
                "encoder.download_url=https://mirror.example.org/d.pth",
                "encoder.encoder_weights=/models/d.pth",
                "encoder.card.size=77",
                "encoder.card.sha256=" + "ab".repeat(32)));
    assertThat(file.address()).hasToString("https://mirror.example.org/d.pth");
    assertThat(file.target()).isEqualTo(Path.of("/models/d.pth"));
    assertThat(file.size()).isEqualTo(77);
    assertThat(file.sha256()).isEqualTo("ab".repeat(32));
  }
}
