package org.eobench.encoders.resnet;

import java.util.List;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * How ResNet checkpoints are read: torchvision's files, which are flat state dictionaries with the
 * ImageNet classifier {@code fc}, and those of Pangaea, which number the parts ({@code resnet.4.0…}
 * is {@code layer1.0…}) and hold every tensor a second time under {@code backbone.}.
 */
final class ResNetCheckpoint {
  /** Pangaea's numbers are places in this list. */
  private static final List<String> PARTS =
      List.of("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4");

  /** The kernel that sees the bands. */
  static final String KERNEL = "conv1.weight";

  private ResNetCheckpoint() {}

  /**
   * The layout of files.
   *
   * @param stages how many of the four stages the model has; files have all
   */
  static CheckpointLayout layout(InputKernel kernel, int stages) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("resnet.")
            .renaming(ResNetCheckpoint::named)
            // Files from before PyTorch 0.4.1 do not count batches; nothing depends on the count.
            .allowingMissing(name -> name.endsWith(".num_batches_tracked"))
            .ignoring(key -> key.startsWith("fc.") || isBeyond(stages, named(key))));
  }

  private static boolean isBeyond(int stages, String name) {
    return name.matches("layer[1-4]\\..*") && name.charAt("layer".length()) - '0' > stages;
  }

  private static String named(String key) {
    int dot = key.indexOf('.');
    String first = dot < 0 ? key : key.substring(0, dot);
    boolean number = dot == 1 && Character.isDigit(first.charAt(0));
    int place = number ? Integer.parseInt(first) : PARTS.size();
    return place < PARTS.size() ? PARTS.get(place) + key.substring(dot) : key;
  }
}
