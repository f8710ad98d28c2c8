package org.eobench.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.junit.jupiter.api.Test;

class DecoderTableTest {
  private static final String COLUMNS = " {2,}";

  private final PluginJars plugins = PluginJars.NONE;
  private final ConfigCommand configs = Configs.command(plugins);
  private final List<String> options =
      configs.groups(CommandLine.parse(List.of())).getOrDefault("decoder", List.of());

  @Test
  void saysWhatWorksWithWhat() {
    Map<String, List<String>> rows = rows();
    String dense = "change_detection, segmentation";
    assertThat(rows.get("seg_upernet"))
        .containsExactly(dense, "any", "any", "1", "39.3 M", "arXiv:1807.10221");
    assertThat(rows.get("seg_upernet_mt_ltae")).isNull();
    assertThat(rows.get("seg_muster"))
        .containsExactly(dense, "1 to 4", "1 to 4", "1", "119.2 M", "arXiv:2211.13928");
    assertThat(rows.get("seg_unet"))
        .containsExactly(dense, "–", "2 or more", "1", "39.3 M", "arXiv:1505.04597");
    assertThat(rows.get("seg_siamupernet_diff")).startsWith(dense, "any", "any", "2");
    assertThat(rows.get("seg_linear")).contains("1538");
    assertThat(rows.get("reg_upernet")).startsWith("regression");
    assertThat(rows.get("cls_linear"))
        .startsWith("classification, image_regression, multi_label_classification", "any");
  }

  @Test
  void everyOptionIsForSomethingAndWorksWithSomething() {
    assertThat(rows()).hasSameSizeAs(options);
    rows()
        .forEach(
            (option, cells) -> {
              assertThat(cells).as(option).hasSize(6);
              assertThat(cells.get(0)).as(option).isNotBlank();
              assertThat(cells.subList(1, 3)).as(option).isNotEqualTo(List.of("–", "–"));
            });
  }

  @Test
  void numbersReadAsWords() {
    assertThat(DecoderTable.numbers(Set.of(), 5)).isEqualTo("–");
    assertThat(DecoderTable.numbers(Set.of(1, 2, 3, 4, 5), 5)).isEqualTo("any");
    assertThat(DecoderTable.numbers(Set.of(2, 3), 3)).isEqualTo("2 or more");
    assertThat(DecoderTable.numbers(Set.of(1, 2), 3)).isEqualTo("1 to 2");
    assertThat(DecoderTable.numbers(Set.of(1, 3), 3)).isEqualTo("1, 3");
    assertThat(DecoderTable.numbers(Set.of(2), 3)).isEqualTo("2");
  }

  private Map<String, List<String>> rows() {
    Components components = Plugins.load(plugins).components();
    return new DecoderTable(configs, components)
        .of(options).lines(80, true).stream()
            .map(line -> line.replaceFirst("^  ", ""))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .map(line -> List.of(line.split(COLUMNS)))
            .collect(Collectors.toMap(row -> row.get(0), row -> row.subList(1, row.size())));
  }
}
