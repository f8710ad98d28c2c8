package org.eobench.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.analysis.geometry.Distance;
import org.eobench.analysis.geometry.IntrinsicDimension;
import org.eobench.analysis.geometry.NeighbourGraph;
import org.eobench.analysis.geometry.Silhouette;
import org.eobench.analysis.similarity.LinearCka;
import org.eobench.analysis.spectrum.EffectiveRank;
import org.eobench.core.nn.Decomposition;
import org.eobench.core.nn.Pca;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.RecordedCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded result of scikit-learn, scikit-dimension and the published formulas. */
class GoldenAnalysisTest {
  private static final Map<String, Consumer<Decomposed>> CHECKS =
      Map.of(
          "intrinsic_dimension", GoldenAnalysisTest::intrinsicDimension,
          "knn_graph", GoldenAnalysisTest::neighbours,
          "linear_cka", GoldenAnalysisTest::cka,
          "pca", GoldenAnalysisTest::pca,
          "rankme", GoldenAnalysisTest::effectiveRank,
          "silhouette", GoldenAnalysisTest::silhouette);

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());

  /** A case and what decomposes its matrices. */
  private record Decomposed(RecordedCase golden, Decomposition decomposition) {}

  @AfterEach
  void free() {
    manager.close();
  }

  private static Path folder() {
    return SharedFiles.require("golden_2026");
  }

  static Stream<String> cases() {
    return CHECKS.keySet().stream().sorted();
  }

  @Test
  void everyRecordedCaseIsChecked() throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      List<String> found =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("analysis_"))
              .map(name -> name.substring("analysis_".length()))
              .toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(CHECKS.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTheRecordedResults(String name) {
    RecordedCase golden = new RecordedCase(folder().resolve("analysis_" + name));
    Decomposition decomposition = new Decomposition(new TorchOps(manager, Precision.FP32));
    Objects.requireNonNull(CHECKS.get(name)).accept(new Decomposed(golden, decomposition));
    golden.requireAllCompared();
  }

  private static void intrinsicDimension(Decomposed given) {
    RecordedCase golden = given.golden();
    NeighbourGraph graph = NeighbourGraph.of(golden.matrix("x"), 20, Distance.EUCLIDEAN);
    golden.check(
        "two_nn",
        DoubleStream.of(0.1, 0.05, 0.25).map(f -> IntrinsicDimension.twoNn(graph, f)).toArray());
    golden.check("mle_pointwise", IntrinsicDimension.mleAtPoints(graph, 10, false));
    double[] recorded = golden.expected("mle");
    double[] found = new double[recorded.length];
    for (int row = 0; row < recorded.length; row += 5) {
      int k = (int) recorded[row];
      boolean unbiased = recorded[row + 1] != 0;
      double[] points = IntrinsicDimension.mleAtPoints(graph, k, unbiased);
      found[row] = k;
      found[row + 1] = recorded[row + 1];
      found[row + 2] = IntrinsicDimension.harmonicMean(points);
      found[row + 3] = Arrays.stream(points).average().orElseThrow();
      double[] sorted = Arrays.stream(points).sorted().toArray();
      found[row + 4] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
    golden.check("mle", found);
  }

  private static void neighbours(Decomposed given) {
    RecordedCase golden = given.golden();
    int k = golden.config().path("k").asInt();
    NeighbourGraph graph = NeighbourGraph.of(golden.matrix("x"), k, Distance.EUCLIDEAN);
    golden.check(
        "indices",
        Arrays.stream(graph.neighbours()).flatMapToInt(Arrays::stream).asDoubleStream().toArray());
    golden.check("distances", flat(graph.distances()));
    golden.check("symmetric", numbers(graph.symmetric()));
    golden.check("mutual", numbers(graph.mutual()));
  }

  private static void cka(Decomposed given) {
    RecordedCase golden = given.golden();
    List<double[][]> all = Stream.of("x", "y", "z").map(golden::matrix).toList();
    List<LinearCka> pairs =
        all.stream().flatMap(a -> all.stream().map(b -> LinearCka.of(a, b))).toList();
    golden.check("biased", pairs.stream().mapToDouble(LinearCka::biased).toArray());
    golden.check("debiased", pairs.stream().mapToDouble(LinearCka::debiased).toArray());
  }

  private static void pca(Decomposed given) {
    RecordedCase golden = given.golden();
    int k = golden.config().path("components").asInt();
    Pca pca = Pca.of(golden.matrix("x"), k, given.decomposition());
    double[][] other = golden.matrix("t");
    golden.check("mean", pca.mean());
    // A component and its opposite are the same; here the recorded ones decide.
    double[] recorded = golden.expected("components");
    int width = pca.mean().length;
    double[] signs =
        IntStream.range(0, k)
            .mapToDouble(c -> Math.signum(recorded[c * width] * pca.components()[c][0]))
            .toArray();
    double[][] components = pca.components();
    golden.check(
        "components",
        IntStream.range(0, k)
            .boxed()
            .flatMapToDouble(c -> Arrays.stream(components[c]).map(value -> signs[c] * value))
            .toArray());
    golden.check("explained_variance", Arrays.copyOf(pca.variances(), k));
    golden.check("explained_variance_ratio", Arrays.copyOf(pca.shares(), k));
    golden.check("transformed", flat(signed(pca.transform(other), signs)));
    golden.check("whitened", flat(signed(pca.whiten(other), signs)));
    golden.check("reconstructed", flat(pca.inverse(pca.transform(other))));
    golden.check("components_for_90_99", pca.componentsFor(0.9), pca.componentsFor(0.99));
  }

  private static void effectiveRank(Decomposed given) {
    RecordedCase golden = given.golden();
    double[][] z = golden.matrix("z");
    double[] values = given.decomposition().singularValues(z);
    Pca pca = Pca.of(z, 1, given.decomposition());
    golden.check("singular_values", values);
    golden.check("rankme", EffectiveRank.rankMe(values));
    golden.check("effective_rank", EffectiveRank.of(values));
    golden.check(
        "effective_rank_centred",
        EffectiveRank.of(Arrays.stream(pca.variances()).map(Math::sqrt).toArray()),
        EffectiveRank.of(pca.variances()),
        EffectiveRank.participationRatio(pca.variances()));
  }

  private static void silhouette(Decomposed given) {
    RecordedCase golden = given.golden();
    double[][] x = golden.matrix("x");
    int[] labels = Arrays.stream(golden.input("labels")).mapToInt(label -> (int) label).toArray();
    golden.check("samples_euclidean", Silhouette.ofPoints(x, labels, Distance.EUCLIDEAN));
    golden.check("score_euclidean", Silhouette.score(x, labels, Distance.EUCLIDEAN));
    golden.check("samples_cosine", Silhouette.ofPoints(x, labels, Distance.COSINE));
    golden.check("score_cosine", Silhouette.score(x, labels, Distance.COSINE));
  }

  private static double[][] signed(double[][] rows, double[] signs) {
    for (double[] row : rows) {
      Arrays.setAll(row, k -> row[k] * signs[k]);
    }
    return rows;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] numbers(boolean[][] rows) {
    return Arrays.stream(rows)
        .flatMapToDouble(
            row -> IntStream.range(0, row.length).mapToDouble(column -> row[column] ? 1 : 0))
        .toArray();
  }
}
