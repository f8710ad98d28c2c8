package org.eobench.core.describe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The encoders and dates that a decoder supports. They are found by building the decoder for
 * encoders of every kind; no native library is loaded.
 *
 * @param plainLevels supported numbers of maps of a plain encoder, with width 768 and stride 16 as
 *     in ViT-B/16
 * @param pyramidLevels supported numbers of maps of a hierarchical encoder, as in ResNet-50
 * @param dates supported numbers of dates with separate maps, of 1 to {@link #MOST_DATES}
 * @param parameters number of trainable values, on four maps of the plain encoder if supported, and
 *     on as many dates as supported
 */
public record DecoderCapabilities(
    Set<Integer> plainLevels, Set<Integer> pyramidLevels, Set<Integer> dates, long parameters) {
  /** The maximum number of levels to try. */
  public static final int MOST_LEVELS = 5;

  /** The maximum number of dates to try. */
  public static final int MOST_DATES = 3;

  private static final int USUAL_LEVELS = 4;
  private static final int INPUT_SIZE = 224;
  private static final EncoderSpec.Level PLAIN = new EncoderSpec.Level(768, 16);
  private static final List<EncoderSpec.Level> PYRAMID =
      List.of(
          new EncoderSpec.Level(128, 2),
          new EncoderSpec.Level(256, 4),
          new EncoderSpec.Level(512, 8),
          new EncoderSpec.Level(1024, 16),
          new EncoderSpec.Level(2048, 32));

  public DecoderCapabilities {
    plainLevels = Collections.unmodifiableSet(new TreeSet<>(plainLevels));
    pyramidLevels = Collections.unmodifiableSet(new TreeSet<>(pyramidLevels));
    dates = Collections.unmodifiableSet(new TreeSet<>(dates));
  }

  /** Tries a decoder on all combinations. */
  public static DecoderCapabilities of(ConfiguredDecoder facts) {
    Set<Integer> plain = new TreeSet<>();
    Set<Integer> pyramid = new TreeSet<>();
    Set<Integer> dates = new TreeSet<>();
    List<Long> usual = new ArrayList<>();
    List<Long> others = new ArrayList<>();
    int outputs = facts.outputs(2);
    for (boolean hierarchical : new boolean[] {false, true}) {
      for (int levels = 1; levels <= MOST_LEVELS; levels++) {
        for (int frames = MOST_DATES; frames >= 1; frames--) {
          EncoderSpec encoder = encoder(hierarchical, levels, frames > 1);
          var context = new DecoderContext(TorchOps.declaring(), encoder, outputs, frames);
          try {
            Decoder decoder = facts.build(context);
            (hierarchical ? pyramid : plain).add(levels);
            dates.add(frames);
            (levels == USUAL_LEVELS ? usual : others).add(parameters(decoder));
          } catch (BenchException refused) {
            continue; // not supported
          }
        }
      }
    }
    usual.addAll(others);
    return new DecoderCapabilities(plain, pyramid, dates, usual.isEmpty() ? 0 : usual.get(0));
  }

  private static EncoderSpec encoder(boolean pyramid, int levels, boolean series) {
    List<EncoderSpec.Level> maps =
        pyramid
            ? PYRAMID.subList(PYRAMID.size() - levels, PYRAMID.size())
            : Collections.nCopies(levels, PLAIN);
    return new EncoderSpec(
        Map.of("optical", List.of("B4")), INPUT_SIZE, maps, series, series, pyramid);
  }

  private static long parameters(Decoder decoder) {
    return decoder.tensors().values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }
}
