package org.eobench.encoders.convnext;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Timm's names of what the papers' code names otherwise. */
public final class ConvNextNames {
  private static final Pattern BLOCK = Pattern.compile("stages\\.(\\d)\\.(\\d+)\\.(.*)");

  private static final Map<String, String> PARTS =
      Map.of(
          "dwconv.", "conv_dw.",
          "pwconv1.", "mlp.fc1.",
          "pwconv2.", "mlp.fc2.",
          "grn.gamma", "mlp.grn.weight",
          "grn.beta", "mlp.grn.bias");

  private ConvNextNames() {}

  /** Timm's name of a tensor of a block; other names are returned as they are. */
  public static String inStages(String key) {
    Matcher block = BLOCK.matcher(key);
    if (!block.matches()) {
      return key;
    }
    String part = block.group(3);
    for (Map.Entry<String, String> entry : PARTS.entrySet()) {
      if (part.startsWith(entry.getKey())) {
        part = entry.getValue() + part.substring(entry.getKey().length());
        break;
      }
    }
    return "stages." + block.group(1) + ".blocks." + block.group(2) + "." + part;
  }

  /**
   * The parameters {@code [1,1,1,C]} of a response normalisation as {@code [C]}; null for other
   * tensors.
   */
  public static float @Nullable [] flat(String name, float[] values, long[] from, long[] to) {
    boolean response = name.contains(".mlp.grn.") && from.length == 4 && to.length == 1;
    return response && from[3] == to[0] && values.length == to[0] ? values : null;
  }
}
