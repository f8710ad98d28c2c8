package org.eobench.cli.config;

import static org.eobench.cli.config.HydraAnswer.check;
import static org.eobench.cli.config.HydraAnswer.same;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.config.compose.Sweeper;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;

/** Compares the jobs of one sweep, or the one job of a run. */
final class HydraSweepAnswer {
  private HydraSweepAnswer() {}

  static void compare(HydraCase test) {
    SweepPlan ours;
    try {
      ours =
          new Sweeper(test.composer())
              .plan(
                  test.configName(), OverrideParser.parseAll(test.overrides()), test.isMultirun());
    } catch (BenchException e) {
      check(test.expectsError(), "refused: " + e.getMessage());
      HydraAnswer.error(e, test.json().get("error"));
      return;
    }
    check(!test.expectsError(), "planned, although Hydra refuses: " + test.json().get("error"));
    JsonNode hydras = test.expected();
    if (hydras.has("batches")) {
      List<Integer> sizes = new ArrayList<>();
      hydras.get("batches").forEach(size -> sizes.add(size.asInt()));
      same("batches", ours.batches(), sizes);
    }
    JsonNode jobs = hydras.path("jobs");
    same("number of jobs", ours.jobs().size(), jobs.size());
    if (hydras.path("anyOrder").asBoolean()) {
      same("jobs in any order", anyOrder(ours), anyOrder(jobs));
    } else {
      for (int i = 0; i < jobs.size(); i++) {
        job(ours.jobs().get(i), jobs.get(i), hydras.path("mode").asText());
      }
    }
    if (hydras.has("files") && !hydras.path("anyOrder").asBoolean()) {
      same("files", files(ours), new TreeSet<>(HydraCase.strings(hydras.get("files"))));
    }
  }

  private static TreeSet<String> anyOrder(SweepPlan ours) {
    TreeSet<String> lines = new TreeSet<>();
    ours.jobs().forEach(job -> lines.add(job.overrides().toString()));
    return lines;
  }

  private static TreeSet<String> anyOrder(JsonNode jobs) {
    TreeSet<String> lines = new TreeSet<>();
    jobs.forEach(job -> lines.add(HydraCase.strings(job.get("overrides")).toString()));
    return lines;
  }

  private static void job(ComposedJob ours, JsonNode hydras, String mode) {
    same("num", String.valueOf(ours.number()), hydras.get("num").asText("null"));
    same("overrides", ours.overrides(), HydraCase.strings(hydras.get("overrides")));
    same("directory", HydraComposeAnswer.time(ours.directory()), hydras.get("outputDir").asText());
    same("mode", String.valueOf(ours.composition().hydra().selectText("mode")), mode);
    ConfigNode chdir = ours.composition().hydra().select("job.chdir");
    boolean changes = chdir instanceof ScalarNode scalar && Boolean.TRUE.equals(scalar.value());
    String cwd = changes ? HydraComposeAnswer.time(ours.directory()) : "";
    same("cwd", cwd, hydras.path("cwd").asText(""));
    HydraComposeAnswer.compare(ours.composition(), hydras);
  }

  private static TreeSet<String> files(SweepPlan ours) {
    TreeSet<String> files = new TreeSet<>();
    for (ComposedJob job : ours.jobs()) {
      for (String file : job.composition().snapshot().keySet()) {
        if (!file.endsWith("/origins.yaml")) {
          files.add(HydraComposeAnswer.time(job.directory()) + "/" + file);
        }
      }
    }
    if (ours.directory() != null) {
      files.add(HydraComposeAnswer.time(ours.directory()) + "/multirun.yaml");
    }
    return files;
  }
}
