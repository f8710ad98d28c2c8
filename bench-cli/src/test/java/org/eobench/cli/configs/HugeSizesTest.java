package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.describe.ConfiguredDecoder;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whole numbers of encoders and decoders, each taken far beyond what is sensible: the model is
 * declared and found too large, or refused in a sentence, but no arithmetic overflows and no memory
 * is asked for.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HugeSizesTest {
  /** The most that a size may be, a number with many divisors below it, and one beyond. */
  private static final List<String> SIZES = List.of("100000", "98304", "1000000000");

  private static final String DATASET = "dataset=quickstart";
  private static final PluginJars NONE = PluginJars.NONE;

  /** Encoders that cannot be made without a file. */
  private static final Set<String> NEEDS_FILES = Set.of("torchscript", "embeddings");

  private final Components components = Plugins.load(NONE).components();
  private final ConfigCommand configs = Configs.command(NONE);
  private final List<String> surprises = new ArrayList<>();

  @Test
  void everySizeOfEveryEncoderIsRefusedInASentence() {
    int tried = 0;
    for (String option : oneOfEachKind("encoder", List.of("decoder=seg_fcn_tiny"))) {
      tried += tryAll("encoder", List.of(option, "decoder=seg_fcn_tiny", DATASET));
    }
    assertThat(surprises).isEmpty();
    assertThat(tried).as("sizes tried").isGreaterThan(300);
  }

  @Test
  void everySizeOfEveryDecoderIsRefusedInASentence() {
    int tried = 0;
    for (String option : oneOfEachKind("decoder", List.of("encoder=dofa_tiny"))) {
      tried += tryAll("decoder", List.of(option, "encoder=dofa_tiny", DATASET));
    }
    assertThat(surprises).isEmpty();
    assertThat(tried).as("sizes tried").isGreaterThan(100);
  }

  /** One option for each component, since options of one component have the same keys. */
  private List<String> oneOfEachKind(String group, List<String> rest) {
    List<String> chosen = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name :
        Objects.requireNonNull(configs.groups(CommandLine.parse(List.of())).get(group))) {
      String option = group + "=" + name;
      List<String> words = new ArrayList<>(rest);
      words.addAll(List.of(option, DATASET));
      String target = compose(words).selectText(group + "._target_");
      if (!NEEDS_FILES.contains(name) && seen.add(target)) {
        chosen.add(option);
      }
    }
    return chosen;
  }

  private ConfigNode compose(List<String> words) {
    return configs.compose(CommandLine.parse(words)).resolve();
  }

  private int tryAll(String group, List<String> words) {
    MapNode node = Objects.requireNonNull(compose(words).selectMap(group));
    int tried = 0;
    for (String key : sizes(node)) {
      for (String size : SIZES) {
        List<String> all = new ArrayList<>(words);
        all.add(group + "." + key + "=" + size);
        tryOne(all);
        tried++;
      }
    }
    return tried;
  }

  private static List<String> sizes(MapNode node) {
    List<String> keys = new ArrayList<>();
    for (MapNode.Entry entry : node.entries()) {
      boolean whole = entry.value() instanceof ScalarNode at && at.value() instanceof Long;
      if (whole) {
        keys.add(entry.name());
      } else if (entry.value() instanceof ListNode list && list.size() > 0) {
        boolean wholes = list.get(0) instanceof ScalarNode at && at.value() instanceof Long;
        keys.addAll(wholes ? List.of(entry.name() + ".0") : List.of());
      }
    }
    return keys;
  }

  private void tryOne(List<String> words) {
    try {
      ConfigNode root = compose(words);
      Encoder encoder = EncoderDescription.build(root, components, TorchOps.declaring());
      var context = new DecoderContext(TorchOps.declaring(), encoder.spec(), 2, 1);
      EoModel model = new EoModel(encoder, ConfiguredDecoder.of(root, components).build(context));
      ModelSize.fault(model.tensors());
    } catch (BenchException told) {
      assertThat(told.problems()).as("%s", words).isNotEmpty();
    } catch (RuntimeException | Error surprise) {
      surprises.add(words + ": " + surprise);
    }
  }
}
