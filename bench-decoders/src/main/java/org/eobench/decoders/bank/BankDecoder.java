package org.eobench.decoders.bank;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.linear.ClsLinearConfig;
import org.eobench.decoders.linear.ClsLinearDecoder;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.LayerChoice;
import org.eobench.decoders.pooling.PoolingKeys;

/**
 * A bank of linear probes, as in DINOv2's evaluation (Oquab et al. 2023, arXiv:2304.07193): one
 * {@link ClsLinearDecoder} for each combination of pooling, layers, learning rate and weight decay.
 * Heads with the same features are one matrix product. Each begins with the values that it would
 * have alone, and gets the gradients that it would get alone.
 */
public final class BankDecoder extends Decoder implements HeadBank {
  private final TorchOps ops;
  private final List<ClsLinearDecoder> probes = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();
  private final List<HeadGroup> groups = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Parameter chosen;
  private final String script;

  /**
   * @throws org.eobench.core.error.BenchException if the encoder does not give the features of a
   *     head
   */
  public BankDecoder(BankConfig config, DecoderContext context) {
    ops = context.ops();
    chosen = buffer("chosen", new Shape(1), DataType.INT64, Inits.ZEROS);
    List<ConfigNode> layers = layers(config.layers(), context.encoder());
    List<ImagePooling> ways = config.poolingFor(context.classTokens());
    if (config.pooling() == null && !context.classTokens()) {
      notes.add("the encoder has no class tokens, so that no head of the bank reads them");
    }
    for (ImagePooling pooling : ways) {
      for (ConfigNode choice : layers) {
        add(new PoolingKeys(pooling, choice), config, context);
      }
    }
    script = HeadGroup.script(groups, context.numClasses());
  }

  private void add(PoolingKeys keys, BankConfig config, DecoderContext context) {
    boolean attends = keys.pooling() == ImagePooling.ATTENTION;
    Integer headDim = attends ? config.headDim() : null;
    List<ClsLinearDecoder> alike = new ArrayList<>();
    for (double factor : config.lrFactors()) {
      for (Double decay : config.decays()) {
        String name = "heads." + heads.size();
        ClsLinearDecoder probe =
            new ClsLinearDecoder(new ClsLinearConfig(keys, headDim, config.temporal()), context);
        probe.tensors().forEach((own, tensor) -> tensor.drawAs(own));
        probes.add(child(name, probe));
        alike.add(probe);
        Map<String, String> differing = new LinkedHashMap<>();
        differing.put("pooling", keys.pooling().key());
        differing.put("layers", keys.choice().key());
        heads.add(new Head(differing, factor, decay, name + "."));
      }
    }
    groups.add(new HeadGroup(keys, config.temporal(), context, alike));
  }

  /** Leaves out what an encoder does not have, or what would be the same. */
  private List<ConfigNode> layers(List<ConfigNode> wanted, EncoderSpec encoder) {
    List<EncoderSpec.Level> levels = encoder.levels();
    if (levels.size() == 1 && wanted.size() > 1) {
      notes.add("the encoder gives one map, so that all layers are the same one");
      return wanted.stream().filter(node -> !LayerChoice.of(node).isLearned()).limit(1).toList();
    }
    boolean differ = levels.stream().map(EncoderSpec.Level::width).distinct().count() > 1;
    if (differ && wanted.size() > 1 && wanted.stream().anyMatch(BankDecoder::isLearned)) {
      notes.add("the maps of the encoder differ in width, so that layers=learned is left out");
      return wanted.stream().filter(node -> !isLearned(node)).toList();
    }
    return wanted;
  }

  private static boolean isLearned(ConfigNode node) {
    return LayerChoice.of(node).isLearned();
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return probes.get(chosen()).decode(features, height, width);
  }

  @Override
  public Prediction predict(FeatureMaps features, int height, int width) {
    NDArray all = decodeAll(features);
    return new Prediction(all.reshape(-1, all.getShape().get(2)));
  }

  @Override
  public NDArray decodeAll(FeatureMaps features) {
    if (ops.precision() != Precision.FP32) {
      // One by one, so that each is rounded as alone.
      NDArray[] each =
          probes.stream().map(probe -> probe.decode(features, 1, 1)).toArray(NDArray[]::new);
      return ops.call(HeadGroup.stack(each.length), each);
    }
    Map<String, NDArray> vectors = new HashMap<>();
    List<NDArray> arguments = new ArrayList<>();
    groups.forEach(group -> group.addTo(arguments, features, vectors));
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }

  @Override
  public boolean readsClassTokens() {
    return probes.stream().anyMatch(ClsLinearDecoder::readsClassTokens);
  }

  @Override
  public List<Head> heads() {
    return Collections.unmodifiableList(heads);
  }

  @Override
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  @Override
  public void choose(int head) {
    if (head < 0 || head >= heads.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "head %d of %d", head, heads.size()));
    }
    chosen.set(ops.manager().create(new long[] {head}));
  }

  @Override
  public int chosen() {
    long head = chosen.isSet() ? chosen.array().toLongArray()[0] : 0;
    return (int) Math.max(0, Math.min(heads.size() - 1, head));
  }
}
