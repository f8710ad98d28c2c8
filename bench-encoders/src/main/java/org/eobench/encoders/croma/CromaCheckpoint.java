package org.eobench.encoders.croma;

import java.util.List;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of the published CROMA checkpoints: a dictionary of the dictionaries {@code
 * s1_encoder}, {@code s2_encoder}, {@code joint_encoder}, {@code s1_GAP_FFN} and {@code
 * s2_GAP_FFN}. One file contains all three encoders.
 */
final class CromaCheckpoint {
  /**
   * The name of the joint encoder in the authors' class, which differs from the name in their file.
   */
  static final String JOINT = "cross_encoder";

  private static final String RADAR = "s1_encoder";
  private static final String OPTICAL = "s2_encoder";
  private static final String JOINT_IN_FILE = "joint_encoder";

  /** Projections of pooled tokens, which are not applied to maps. */
  private static final List<String> POOLING = List.of("s1_GAP_FFN", "s2_GAP_FFN");

  private CromaCheckpoint() {}

  /** The section of the checkpoint with a sensor's encoder. */
  static String section(String modality) {
    return modality.equals("sar") ? RADAR : OPTICAL;
  }

  static CheckpointLayout layout(CromaModality modality) {
    List<String> unused =
        switch (modality) {
          case OPTICAL -> List.of(RADAR, JOINT_IN_FILE);
          case SAR -> List.of(OPTICAL, JOINT_IN_FILE);
          case JOINT -> List.of();
        };
    return CheckpointLayout.exact()
        .renaming(CromaCheckpoint::rename)
        .ignoring(key -> isOf(POOLING, key) || isOf(unused, key));
  }

  private static String rename(String key) {
    return key.startsWith(JOINT_IN_FILE + ".")
        ? JOINT + key.substring(JOINT_IN_FILE.length())
        : key;
  }

  private static boolean isOf(List<String> sections, String key) {
    return sections.stream().anyMatch(section -> key.startsWith(section + "."));
  }
}
