package org.eobench.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eobench.core.profile.ProfileSettings;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final ProfileSettings SETTINGS = new ProfileSettings(4, true, 2.5);

  @Test
  void thePageOfEncodersSaysHowItWasMadeAndWhatIsNotInIt() {
    String page =
        new EncodersPage(SETTINGS, List.of(), List.of("torchscript"))
            .text(List.of("--all", "--output=/home/me/page.md"));
    assertThat(page)
        .startsWith("# Encoders\n")
        .contains("profile --all --output=/home/me/page.md\n")
        .contains("repeated for 2.5 s", "Not in the tables", "`torchscript`")
        .doesNotContain("{{", "%s");
  }

  @Test
  void thePageOfDecodersSaysWhyADecoderIsNotInIt() {
    String page =
        new DecodersPage(SETTINGS, List.of(), Map.of("cls_knn", "it is fitted\nand not trained"))
            .text(List.of("decoder=all"));
    assertThat(page)
        .startsWith("# Decoders\n")
        .contains("time of a pass over 4 images, divided by 4", "repeated for 2.5 s")
        .contains(
            "These configurations cannot be measured on one date:\n\n- `cls_knn`: it is fitted and not trained\n\n## What")
        .doesNotContain("{{", "%s", "Mixing before resizing");
  }

  @Test
  void theSectionOnMixingHoldsItsTable() {
    assertThat(PageTemplate.named("decoders-mixing").with("table", "| a |").text())
        .startsWith("\n## Mixing before resizing\n")
        .endsWith("\n\n| a |\n");
  }
}
