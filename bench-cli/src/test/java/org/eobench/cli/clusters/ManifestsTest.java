package org.eobench.cli.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.ExitCode;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests in {@code examples/kubernetes} are what a cluster accepts, and fit the program. */
class ManifestsTest {
  private static final Path FOLDER = SharedFiles.projectRoot().resolve("examples/kubernetes");
  private static final String RULES = "spec/podFailurePolicy/rules";
  private static final String CONTAINER = "spec/template/spec/containers/0";

  @Test
  void everyManifestIsAccepted() throws IOException {
    List<String> kinds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        for (Manifest manifest : Manifest.all(Files.readString(file))) {
          kinds.add(manifest.kind());
          assertThat(manifest.problems()).as(file + ": " + manifest.kind()).isEmpty();
        }
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "PersistentVolumeClaim",
            "Job",
            "Job",
            "ResourceFlavor",
            "ClusterQueue",
            "LocalQueue",
            "Kustomization",
            "Kustomization");
  }

  @ParameterizedTest
  @CsvSource({
    "job/job.yaml, backoffLimitPerIndex, backoffLimitPerIndexes",
    "job/job.yaml, onExitCodes, onExitCode",
    "job/job.yaml, 'action: FailIndex', 'actions: FailIndex'",
    "job/job.yaml, 'completions: 4', 'completions: four'",
    "job/job.yaml, mountPath, mountpath",
    "job/job.yaml, runAsNonRoot, runAsNoRoot",
    "storage.yaml, accessModes, accessMode",
    "queues.yaml, nominalQuota, quota",
    "queues.yaml, 64, 64 cores",
    "queues.yaml, BestEffortFIFO, Fifo",
    "queues.yaml, 'clusterQueue:', 'queue:'",
    "queues.yaml, coveredResources, resources",
  })
  void aWrongFieldIsRefused(String file, String right, String wrong) throws IOException {
    String text = Files.readString(FOLDER.resolve(file));
    assertThat(text).contains(right);
    assertThat(Manifest.all(text.replace(right, wrong)))
        .anySatisfy(manifest -> assertThat(manifest.problems()).isNotEmpty());
  }

  @Test
  void theJobTriesAgainWhatMayPassAndNothingElse() throws IOException {
    Manifest job = one("job/job.yaml");
    assertThat(string(job, RULES + "/0/action")).isEqualTo("Ignore");
    assertThat(string(job, RULES + "/0/onPodConditions/0/type")).isEqualTo("DisruptionTarget");
    assertThat(string(job, RULES + "/1/action")).isEqualTo("Ignore");
    assertThat(codes(job, 1)).containsExactly(ExitCode.INTERRUPTED.code(), 128 + 15);
    assertThat(string(job, RULES + "/2/action")).isEqualTo("FailIndex");
    assertThat(codes(job, 2))
        .containsExactly(
            ExitCode.USAGE.code(),
            ExitCode.CONFIG.code(),
            ExitCode.DATA.code(),
            ExitCode.WEIGHTS.code());
    for (int rule = 1; rule <= 2; rule++) {
      assertThat(string(job, RULES + "/" + rule + "/onExitCodes/containerName"))
          .isEqualTo(string(job, CONTAINER + "/name"));
    }
    // What the server demands beside the types, for failures by index.
    assertThat(string(job, "spec/completionMode")).isEqualTo("Indexed");
    assertThat(string(job, "spec/podReplacementPolicy")).isEqualTo("Failed");
    assertThat(string(job, "spec/template/spec/restartPolicy")).isEqualTo("Never");
    assertThat(job.at("spec/backoffLimitPerIndex").getAsInt()).isPositive();
  }

  @Test
  void thePlanHasAsManyLinesAsTheJobHasPods(@TempDir Path scratch) throws IOException {
    Manifest job = one("job/job.yaml");
    List<String> words = words(one("plan.yaml"), CONTAINER + "/args");
    Path plan = scratch.resolve("plan.jsonl");
    assertThat(words).contains("plan.jsonl");
    words.replaceAll(word -> word.equals("plan.jsonl") ? plan.toString() : word);
    ProgramAnswer.to(words, scratch).fits();
    assertThat(Files.readAllLines(plan)).hasSize(job.at("spec/completions").getAsInt());
    List<String> run = words(job, CONTAINER + "/args");
    assertThat(Verbs.ofProgram().parse(run).verb().name()).isEqualTo("run-plan");
    assertThat(run).contains("plan.jsonl");
  }

  @Test
  void namesThatBelongTogetherAreTheSame() throws IOException {
    String claim = string(one("storage.yaml"), "metadata/name");
    String image = string(one("job/job.yaml"), CONTAINER + "/image");
    for (String file : List.of("plan.yaml", "job/job.yaml")) {
      Manifest job = one(file);
      assertThat(string(job, "spec/template/spec/volumes/0/persistentVolumeClaim/claimName"))
          .isEqualTo(claim);
      assertThat(string(job, CONTAINER + "/volumeMounts/0/name"))
          .isEqualTo(string(job, "spec/template/spec/volumes/0/name"));
      assertThat(string(job, CONTAINER + "/image")).isEqualTo(image);
      assertThat(string(job, "spec/template/spec/securityContext/runAsUser")).isEqualTo("10001");
    }
    assertThat(Files.readString(FOLDER.resolve("Containerfile"))).contains("USER 10001\n");
    List<Manifest> queues = Manifest.all(Files.readString(FOLDER.resolve("queues.yaml")));
    assertThat(string(queues.get(1), "spec/resourceGroups/0/flavors/0/name"))
        .isEqualTo(string(queues.get(0), "metadata/name"));
    assertThat(string(queues.get(2), "spec/clusterQueue"))
        .isEqualTo(string(queues.get(1), "metadata/name"));
    Manifest queued = one("queued/kustomization.yaml");
    assertThat(string(queued, "labels/0/pairs/kueue.x-k8s.io~1queue-name"))
        .isEqualTo(string(queues.get(2), "metadata/name"));
    for (String file : List.of("job/kustomization.yaml", "queued/kustomization.yaml")) {
      Path folder = FOLDER.resolve(file).getParent();
      assertThat(folder.resolve(string(one(file), "resources/0"))).exists();
      assertThat(one(file).text().keySet()).isSubsetOf("apiVersion", "kind", "resources", "labels");
    }
  }

  private static Manifest one(String file) throws IOException {
    List<Manifest> all = Manifest.all(Files.readString(FOLDER.resolve(file)));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String string(Manifest manifest, String path) {
    return manifest.at(path).getAsString();
  }

  private static List<Integer> codes(Manifest job, int rule) {
    JsonElement values = job.at(RULES + "/" + rule + "/onExitCodes/values");
    return StreamSupport.stream(values.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsInt)
        .toList();
  }

  private static List<String> words(Manifest manifest, String path) {
    return new ArrayList<>(List.of(new Gson().fromJson(manifest.at(path), String[].class)));
  }
}
