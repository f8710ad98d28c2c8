package org.eobench.core.run.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.run.plan.NormalizationSource;
import org.eobench.core.run.plan.Plan;

/**
 * A bank of heads for each way of normalising the images. In training, all heads learn at once,
 * from the maps of the images in each way, one after the other; the chosen head decodes the maps of
 * images that are normalised in its way.
 */
public final class NormalizedBanks extends Decoder implements HeadBank {
  private final TorchOps ops;
  private final int levels;
  private final Map<NormalizationSource, Part> parts = new LinkedHashMap<>();
  private final Parameter chosen;

  /**
   * The heads of one normalisation.
   *
   * @param decoder the bank as a decoder
   * @param first number of its first head among those of all parts
   */
  private record Part(Decoder decoder, HeadBank bank, int first) {
    int end() {
      return first + bank.heads().size();
    }
  }

  /**
   * @param sources the normalisations, in the order of the maps
   * @param bank makes the bank of one of them
   * @param place where the configuration chose the decoder
   * @throws BenchException if it is no bank
   */
  private NormalizedBanks(
      List<NormalizationSource> sources,
      Supplier<Decoder> bank,
      DecoderContext context,
      String place) {
    ops = context.ops();
    levels = context.encoder().levels().size();
    chosen = buffer("chosen", new Shape(1), DataType.INT64, Inits.ZEROS);
    int first = 0;
    for (NormalizationSource source : sources) {
      Decoder decoder = bank.get();
      if (!(decoder instanceof HeadBank heads)) {
        throw noBank(place);
      }
      Part part = new Part(child(source.key(), decoder), heads, first);
      parts.put(source, part);
      first = part.end();
    }
  }

  /**
   * The decoder of a run: one of these if the run has several normalisations.
   *
   * @throws BenchException if it has, but the decoder is no bank
   */
  public static Decoder of(Plan plan, DecoderContext context) {
    List<NormalizationSource> sources = plan.config().normalization().each();
    return sources.size() == 1
        ? plan.decoder().create(context)
        : new NormalizedBanks(
            sources, () -> plan.decoder().create(context), context, plan.decoder().place());
  }

  /** The normalisation of the images that a decoder of a run takes. */
  public static NormalizationSource normalization(Plan plan, Decoder decoder) {
    return decoder instanceof NormalizedBanks banks
        ? banks.normalization()
        : plan.config().normalization();
  }

  private static BenchException noBank(String place) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoBank",
                "images are normalised in both ways for the heads of a bank, but this decoder has"
                    + " one head")
            .at("normalization=both, " + place)
            .expecting("decoder=bank, or one of the two normalisations")
            .next("give `normalization=data` or `normalization=model`"));
  }

  /** The banks, by the normalisation of their images. */
  public Map<NormalizationSource, HeadBank> banks() {
    Map<NormalizationSource, HeadBank> banks = new LinkedHashMap<>();
    parts.forEach((source, part) -> banks.put(source, part.bank()));
    return Collections.unmodifiableMap(banks);
  }

  /** The normalisation of the images that the chosen head takes. */
  public NormalizationSource normalization() {
    int head = chosen();
    return parts.entrySet().stream()
        .filter(part -> head < part.getValue().end())
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private Part part() {
    return Objects.requireNonNull(parts.get(normalization()));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return part().decoder().decode(features, height, width);
  }

  /**
   * Predicts with all heads.
   *
   * @param features the maps in each normalisation, one after the other
   */
  @Override
  public Prediction predict(FeatureMaps features, int height, int width) {
    return new Prediction(
        each(features, (part, maps) -> part.decoder().predict(maps, height, width).logits()));
  }

  @Override
  public NDArray decodeAll(FeatureMaps features) {
    return each(features, (part, maps) -> part.bank().decodeAll(maps));
  }

  private NDArray each(FeatureMaps features, BiFunction<Part, FeatureMaps, NDArray> decode) {
    List<NDArray> logits = new ArrayList<>();
    int place = 0;
    for (Part part : parts.values()) {
      logits.add(decode.apply(part, of(features, place++)));
    }
    String names =
        IntStream.range(0, logits.size()).mapToObj(i -> "a" + i).collect(Collectors.joining(", "));
    return ops.call(
        "def forward(self, " + names + "):\n  return torch.cat([" + names + "], 0)\n",
        logits.toArray(NDArray[]::new));
  }

  /** The maps in one normalisation. */
  private FeatureMaps of(FeatureMaps features, int place) {
    int from = place * levels;
    List<NDArray> tokens = features.classTokens();
    return new FeatureMaps(
        features.levels().subList(from, from + levels),
        features.acquisitions(),
        tokens.isEmpty() ? tokens : tokens.subList(from, from + levels));
  }

  @Override
  public boolean readsClassTokens() {
    return parts.values().stream().anyMatch(part -> part.decoder().readsClassTokens());
  }

  @Override
  public List<Head> heads() {
    List<Head> heads = new ArrayList<>();
    parts.forEach(
        (source, part) -> {
          for (Head head : part.bank().heads()) {
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put("normalization", source.key());
            keys.putAll(head.keys());
            heads.add(
                new Head(
                    keys, head.lrFactor(), head.weightDecay(), source.key() + "." + head.prefix()));
          }
        });
    return Collections.unmodifiableList(heads);
  }

  @Override
  public List<String> notes() {
    return parts.values().iterator().next().bank().notes();
  }

  @Override
  public void choose(int head) {
    if (head < 0 || head >= heads().size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "head %d of %d", head, heads().size()));
    }
    chosen.set(ops.manager().create(new long[] {head}));
    Part part = part();
    part.bank().choose(head - part.first());
  }

  @Override
  public int chosen() {
    return chosen.isSet() ? (int) chosen.array().toLongArray()[0] : 0;
  }
}
