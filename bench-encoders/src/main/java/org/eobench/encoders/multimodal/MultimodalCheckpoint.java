package org.eobench.encoders.multimodal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the fork's training checkpoints: the teacher's backbone, with a vision transformer
 * in DINOv2's layout for each sensor under {@code modal_dict.s1} and {@code modal_dict.s2}, and the
 * tensors of the fusion beside them.
 */
final class MultimodalCheckpoint {
  static final String RADAR = "modal_dict.s1";
  static final String OPTICAL = "modal_dict.s2";

  /** A norm of the attention layer that the fork declares and never uses. */
  private static final Set<String> UNUSED = Set.of("norm2.weight", "norm2.bias");

  private final Map<String, CheckpointLayout> parts = new LinkedHashMap<>();

  private MultimodalCheckpoint(Map<String, CheckpointLayout> parts) {
    parts.forEach((name, layout) -> this.parts.put(name + ".", layout));
  }

  /**
   * The layout of the whole.
   *
   * @param parts the layouts of the vision transformers by their name in the file
   */
  static CheckpointLayout layout(Map<String, CheckpointLayout> parts) {
    MultimodalCheckpoint whole = new MultimodalCheckpoint(parts);
    return CheckpointLayout.exact()
        .preferring("teacher.backbone.", "teacher.module.backbone.", "teacher.")
        .renaming(whole::rename)
        .ignoring(whole::ignores)
        .reshaping(whole::reshape)
        .refitting(whole::refits);
  }

  private @Nullable Entry<String, CheckpointLayout> part(String name) {
    return parts.entrySet().stream()
        .filter(part -> name.startsWith(part.getKey()))
        .findFirst()
        .orElse(null);
  }

  private static String within(String name, Entry<String, CheckpointLayout> part) {
    return name.substring(part.getKey().length());
  }

  private String rename(String key) {
    Entry<String, CheckpointLayout> part = part(key);
    return part == null ? key : part.getKey() + part.getValue().rename().apply(within(key, part));
  }

  private boolean ignores(String key) {
    Entry<String, CheckpointLayout> part = part(key);
    return part == null
        ? UNUSED.contains(key) || key.startsWith("dino_head.") || key.startsWith("ibot_head.")
        : part.getValue().ignored().test(within(key, part));
  }

  private float @Nullable [] reshape(String name, float[] values, long[] from, long[] to) {
    Entry<String, CheckpointLayout> part = part(name);
    return part == null
        ? null
        : part.getValue().reshape().apply(within(name, part), values, from, to);
  }

  private boolean refits(String name) {
    Entry<String, CheckpointLayout> part = part(name);
    return part != null && part.getValue().refitted().test(within(name, part));
  }
}
