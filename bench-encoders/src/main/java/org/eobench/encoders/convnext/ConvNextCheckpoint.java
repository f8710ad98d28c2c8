package org.eobench.encoders.convnext;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of ConvNeXt checkpoints: timm's names ({@code stages.1.blocks.0.conv_dw.weight}), and
 * those of the papers' code and of DINOv3 ({@code stages.1.0.dwconv.weight}), in which the stem is
 * {@code downsample_layers.0}.
 */
final class ConvNextCheckpoint {
  static final String KERNEL = "stem.0.weight";

  private static final Pattern DOWNSAMPLE =
      Pattern.compile("downsample_layers\\.(\\d)\\.([01]\\..*)");

  private ConvNextCheckpoint() {}

  static CheckpointLayout layout(InputKernel kernel) {
    return kernel.into(
        CheckpointLayout.exact()
            .renaming(ConvNextCheckpoint::named)
            // The classifier, and DINOv3's norms of the maps, of which norms.3 repeats the last.
            .ignoring(ConvNextCheckpoint::isUnused)
            .reshaping(ConvNextNames::flat));
  }

  private static boolean isUnused(String key) {
    return key.startsWith("head.fc.")
        || List.of("head.weight", "head.bias").contains(key)
        || key.startsWith("norms.");
  }

  static String named(String key) {
    Matcher downsample = DOWNSAMPLE.matcher(key);
    if (downsample.matches()) {
      String stage = downsample.group(1);
      return (stage.equals("0") ? "stem." : "stages." + stage + ".downsample.")
          + downsample.group(2);
    }
    return key.startsWith("norm.") ? "head." + key : ConvNextNames.inStages(key);
  }
}
