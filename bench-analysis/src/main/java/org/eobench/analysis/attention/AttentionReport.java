package org.eobench.analysis.attention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.io.JsonNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of attention show, for other programs.
 *
 * @param encoder its option
 * @param weights where the weights are from
 * @param image id of the sample
 * @param query whose attention it is
 * @param cropping what the encoder saw of the image; empty for all of it
 * @param keepMass share of the mass that the pictures show, or null for all
 * @param rows rows of patches
 * @param columns columns of patches
 * @param patchSize side of a patch in pixels
 * @param heads in their order
 */
public record AttentionReport(
    String encoder,
    String weights,
    String image,
    String query,
    String cropping,
    @Nullable Double keepMass,
    int rows,
    int columns,
    int patchSize,
    List<Head> heads) {
  public static final String FILE = "attention.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(JsonNumbers.nanAsNull())
          .build();

  /**
   * One head.
   *
   * @param head its number, from 0
   * @param file its picture
   * @param patches share of its attention that the patches get
   * @param leading shares of the class token and of each register
   * @param effectivePatches how many patches would get the attention if all got the same
   * @param shown patches that the picture shows
   */
  public record Head(
      int head,
      String file,
      double patches,
      List<Double> leading,
      double effectivePatches,
      int shown) {}

  public AttentionReport {
    heads = List.copyOf(heads);
  }

  /**
   * The facts about all heads.
   *
   * @param whole the heads as computed
   * @param shown the heads as drawn
   */
  static List<Head> heads(List<HeadAttention> whole, List<HeadAttention> shown) {
    return IntStream.range(0, whole.size())
        .mapToObj(
            head ->
                new Head(
                    head,
                    AttentionPictures.file(head),
                    whole.get(head).mass(),
                    Arrays.stream(whole.get(head).leading()).boxed().toList(),
                    whole.get(head).effectivePatches(),
                    shown.get(head).shown()))
        .toList();
  }

  /** As JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
