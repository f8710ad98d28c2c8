package org.eobench.encoders.resnet;

import java.util.List;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of ResNet checkpoints. Torchvision's files are flat state dictionaries with the
 * ImageNet classifier {@code fc}. Pangaea's files number the parts ({@code resnet.4.0…} is {@code
 * layer1.0…}) and contain every tensor a second time under {@code backbone.}; so do SeCo's, with
 * {@code encoder_q.} and its slower copy {@code encoder_k.}. MoCo's files have the latter two with
 * torchvision's names and a projector in place of {@code fc}. DeCUR's files hold one network per
 * sensor, {@code backbone_1.} for radar and {@code backbone_2.} for optical images, or one alone.
 */
final class ResNetCheckpoint {
  /** Pangaea's numbers are indices into this list. */
  private static final List<String> PARTS =
      List.of("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4");

  /** The kernel applied to the bands. */
  static final String KERNEL = "conv1.weight";

  private ResNetCheckpoint() {}

  /**
   * The layout of files.
   *
   * @param stages number of stages in the model, up to four; files have all four
   */
  static CheckpointLayout layout(InputKernel kernel, int stages) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("resnet.", "encoder_q.")
            .renaming(ResNetCheckpoint::named)
            // Files from before PyTorch 0.4.1 have no batch counts, which are not used.
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
