package org.eobench.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.describe.DatasetDescription;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.survey.Statistics;
import org.eobench.core.train.StopSignal;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.Sen1Floods11Fixture;
import org.eobench.testing.layouts.all.LayoutFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every data set in a published layout: a whole run of two training steps, a validation and a test,
 * with a decoder for its task and for the number of its dates.
 */
class LayoutTrainingTest {
  private static final int STEPS = 2;

  private static final String BOTH = "both sensors";

  /** An encoder that takes the bands of any one modality. */
  private static final List<String> ANY_BANDS =
      List.of(
          "encoder=vit_tiny", "encoder.input_size=32", "encoder.embed_dim=32", "encoder.depth=4");

  private static final List<String> SENTINELS =
      List.of(
          "encoder=dinov2_multimodal_tiny",
          "encoder.input_size=32",
          "encoder.position_grid=4",
          "encoder.depth=2",
          "encoder.output_layers=[0,1]",
          "encoder.input_bands={optical:[B4,B3,B2],sar:[VV,VH]}");

  private static final List<String> TWO_STEPS =
      List.of(
          "device=cpu",
          "batch_size=2",
          "num_workers=1",
          "test_num_workers=1",
          "results=[json]",
          "gallery=0",
          "feature_cache=off",
          "task.trainer.n_steps=" + STEPS,
          "task.trainer.log_interval=1",
          "task.trainer.ckpt_interval=0");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void everyDataSetTrains() throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                "data set",
                "images",
                "task",
                "dates",
                "decoder",
                "loss 1",
                "loss 2",
                "score",
                "seconds"),
            3,
            5,
            6,
            7,
            8);
    int trained = 0;
    for (LayoutFixture fixture : LayoutFixtures.all()) {
      Path root = Files.createDirectories(folder.resolve("data" + trained++));
      fixture.write(root);
      List<String> words = new ArrayList<>(List.of("dataset=" + fixture.dataset()));
      words.addAll(fixture.overrides());
      words.add("dataset.root_path=" + root);
      DatasetDescription described = described(words);
      if (!described.facts().task().equals(NoTarget.KIND.key())) {
        for (String modality : modalities(fixture, described)) {
          table.add(row(fixture, described, words, modality));
        }
      }
    }
    System.out.println(String.join("\n", table.lines()));
  }

  private static RunRequest request(List<String> words) {
    return RunRequest.of(
        Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
  }

  /** Mean and standard deviation where none are published, as {@code stats} prints them. */
  private List<String> statistics(List<String> data, String modality) {
    List<String> words = new ArrayList<>(data);
    words.addAll(List.of("~encoder", "~decoder", "cache_dir=" + folder.resolve("cache")));
    String yaml = new Statistics(components, ProgressListener.silent()).yaml(request(words));
    ConfigNode found = Objects.requireNonNull(YamlReader.read(yaml, "stats"));
    List<String> set = new ArrayList<>();
    for (String key : List.of("data_mean", "data_std")) {
      ConfigNode values = Objects.requireNonNull(found.select(key + "." + modality));
      set.add(
          "++dataset." + key + "." + modality + "=" + PythonText.inline(values).replace(" ", ""));
    }
    return set;
  }

  private static DatasetDescription described(List<String> words) {
    List<String> line = new ArrayList<>(List.of("~encoder", "~decoder"));
    line.addAll(words);
    MapNode config = Configs.command(PluginJars.NONE).compose(CommandLine.parse(line)).resolve();
    return DatasetDescription.of(config);
  }

  private static List<String> decoder(String task, int frames, int size) {
    List<String> words =
        new ArrayList<>(
            switch (task) {
              case "segmentation" -> List.of("decoder=seg_linear", "preprocessing=seg_resize");
              case "change_detection" ->
                  List.of(
                      "decoder=seg_siamupernet_diff",
                      "decoder.channels=8",
                      "preprocessing=seg_resize");
              case "regression" ->
                  List.of("decoder=reg_upernet", "decoder.channels=8", "preprocessing=reg_default");
              default -> List.of("decoder=cls_linear");
            });
    if (size == 0 && task.equals("segmentation")) {
      words.add("batch_size=1"); // as samples differ in size
    }
    if (frames > 1 && !task.equals("change_detection")) {
      words.add("temporal=mean");
    }
    return words;
  }

  /** Optical images, or else the first modality; each sensor and both of one set that has two. */
  private static List<String> modalities(LayoutFixture fixture, DatasetDescription described) {
    if (fixture == Sen1Floods11Fixture.TEST) {
      return List.of("optical", "sar", BOTH);
    }
    Set<String> all = described.facts().bands().keySet();
    return List.of(all.contains("optical") ? "optical" : all.iterator().next());
  }

  private String[] row(
      LayoutFixture fixture, DatasetDescription described, List<String> data, String modality)
      throws IOException {
    String task = described.facts().task();
    int frames = described.facts().frames();
    List<String> decoder = decoder(task, frames, described.facts().imgSize());
    List<String> words = new ArrayList<>(TWO_STEPS);
    words.addAll(data);
    words.addAll(decoder);
    if (modality.equals(BOTH)) {
      words.addAll(SENTINELS);
    } else {
      words.addAll(ANY_BANDS);
      words.add("encoder.input_bands={" + modality + ":${dataset.bands." + modality + "}}");
    }
    if (!modality.equals(BOTH)
        && described.facts().dataMean().getOrDefault(modality, List.of()).isEmpty()) {
      words.addAll(statistics(data, modality));
    }
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    RunRequest request = request(words);
    long start = System.nanoTime();
    Path run =
        new Experiment(components, ProgressListener.silent(), new StopSignal(), null)
            .run(request)
            .directory();
    double seconds = (System.nanoTime() - start) / 1e9;
    String best = String.valueOf(request.config().selectText("task.trainer.best_metric_key"));
    List<Double> losses = new ArrayList<>();
    double score = Double.NaN;
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode entry = new ObjectMapper().readTree(line);
      String kind = entry.path("kind").asText();
      if (kind.equals("train")) {
        losses.add(entry.path("loss").asDouble(Double.NaN));
      } else if (kind.equals("test")) {
        score = entry.path(best).asDouble(Double.NaN);
      }
    }
    assertThat(losses).as(fixture.dataset()).hasSize(STEPS).allMatch(Double::isFinite);
    assertThat(score).as("%s of %s", best, fixture.dataset()).isFinite();
    return new String[] {
      fixture.dataset(),
      modality,
      task,
      String.valueOf(frames),
      decoder.get(0).substring("decoder=".length()),
      String.format(Locale.ROOT, "%.4f", losses.get(0)),
      String.format(Locale.ROOT, "%.4f", losses.get(1)),
      String.format(Locale.ROOT, "%s %.3f", best, score),
      String.format(Locale.ROOT, "%.1f", seconds)
    };
  }
}
