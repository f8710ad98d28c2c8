package org.eobench.analysis.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.analysis.embedding.Embeddings;
import org.eobench.analysis.geometry.Distance;
import org.eobench.analysis.geometry.IntrinsicDimension;
import org.eobench.analysis.geometry.NeighbourGraph;
import org.eobench.analysis.geometry.Silhouette;
import org.eobench.analysis.projection.TSne;
import org.eobench.analysis.spectrum.EffectiveRank;
import org.eobench.analysis.spectrum.WeightSpectra;
import org.eobench.core.nn.Decomposition;
import org.eobench.core.nn.Pca;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.LoadedEncoder;

/** The measures of one encoder's embeddings. */
final class EncoderMeasures {
  private static final double DISCARDED = 0.1;
  private static final int FEW_NEIGHBOURS = 10;
  private static final int MANY_NEIGHBOURS = 20;
  private static final int ITERATIONS = 1_000;

  private final Embeddings embeddings;
  private final int[] labels;
  private final StudyOptions options;
  private final TorchOps ops;
  private final NeighbourGraph widest;

  EncoderMeasures(Embeddings embeddings, int[] labels, StudyOptions options, TorchOps ops) {
    this.embeddings = embeddings;
    this.labels = labels;
    this.options = options;
    this.ops = ops;
    int k = Math.min(Math.max(MANY_NEIGHBOURS, options.neighbours()), embeddings.rows().length - 1);
    widest = NeighbourGraph.of(embeddings.rows(), k, Distance.EUCLIDEAN);
  }

  /** The graph of as many neighbours as are asked for. */
  NeighbourGraph graph() {
    return widest.nearest(options.neighbours());
  }

  /** The perplexity that so many images allow. */
  static double perplexity(StudyOptions options, int images) {
    return Math.min(options.perplexity(), (images - 1) / 3.0);
  }

  EncoderFindings of(LoadedEncoder encoder, ProgressListener progress) {
    Decomposition decomposition = new Decomposition(ops);
    double[][] rows = embeddings.rows();
    Pca all = Pca.of(rows, Math.min(rows.length - 1, embeddings.width()), decomposition);
    double[][] components = all.transform(rows);
    double[][] plane = columns(components, 2);
    TSne tsne = new TSne(perplexity(options, rows.length), ITERATIONS);
    // Distances among all components are those of the embeddings.
    double[][] projected;
    try (ProgressListener.Bar bar = progress.bar("t-SNE of " + encoder.name(), ITERATIONS)) {
      projected = tsne.project(components, plane, step -> bar.to(step, ""));
    }
    return new EncoderFindings(
        encoder.name(),
        encoder.weights(),
        encoder.cropping(),
        embeddings.width(),
        dimension(),
        rank(all, decomposition),
        Arrays.stream(all.shares()).boxed().toList(),
        silhouettes(all, plane, projected),
        points(plane),
        points(projected),
        WeightSpectra.of(encoder.encoder().tensors(), ops, progress));
  }

  private EncoderFindings.Dimension dimension() {
    int duplicates =
        (int) Arrays.stream(widest.distances()).filter(distances -> distances[0] == 0).count();
    return new EncoderFindings.Dimension(
        IntrinsicDimension.twoNn(widest, DISCARDED),
        mle(FEW_NEIGHBOURS),
        mle(MANY_NEIGHBOURS),
        duplicates);
  }

  private double mle(int k) {
    return k > widest.k()
        ? Double.NaN
        : IntrinsicDimension.harmonicMean(IntrinsicDimension.mleAtPoints(widest, k, false));
  }

  private EncoderFindings.Rank rank(Pca pca, Decomposition decomposition) {
    double[] deviations = Arrays.stream(pca.variances()).map(Math::sqrt).toArray();
    return new EncoderFindings.Rank(
        EffectiveRank.rankMe(decomposition.singularValues(embeddings.rows())),
        EffectiveRank.of(deviations),
        EffectiveRank.participationRatio(pca.variances()),
        pca.componentsFor(0.9),
        pca.componentsFor(0.99));
  }

  private EncoderFindings.Silhouettes silhouettes(Pca pca, double[][] plane, double[][] projected) {
    int[] labelled = IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
    int[] known = Arrays.stream(labelled).map(i -> labels[i]).toArray();
    if (Arrays.stream(known).distinct().count() < 2) {
      return EncoderFindings.Silhouettes.NONE;
    }
    double[][] own = chosen(embeddings.rows(), labelled);
    double[][] whitened = columns(pca.whiten(own), pca.componentsFor(0.99));
    return new EncoderFindings.Silhouettes(
        Silhouette.score(own, known, Distance.EUCLIDEAN),
        Silhouette.score(own, known, Distance.COSINE),
        Silhouette.score(whitened, known, Distance.EUCLIDEAN),
        Silhouette.score(chosen(plane, labelled), known, Distance.EUCLIDEAN),
        Silhouette.score(chosen(projected, labelled), known, Distance.EUCLIDEAN));
  }

  private static double[][] chosen(double[][] rows, int[] indices) {
    return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(double[][]::new);
  }

  /** The first columns; zeros where there are fewer. */
  private static double[][] columns(double[][] rows, int count) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, count)).toArray(double[][]::new);
  }

  private static List<List<Double>> points(double[][] rows) {
    return Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }
}
