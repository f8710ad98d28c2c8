package org.eobench.analysis.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.analysis.embedding.Embeddings;
import org.eobench.analysis.geometry.NeighbourGraph;
import org.eobench.analysis.images.EvenlyDrawn;
import org.eobench.analysis.images.ImageLabel;
import org.eobench.analysis.similarity.LinearCka;
import org.eobench.analysis.similarity.RelativeGeodesics;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.LoadedEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Measures one or two encoders on the same images. Encoders are given one after the other, so that
 * only one is in memory.
 */
public final class EncoderStudy {
  /** Matrices of all pairs of images that are in memory at a time. */
  private static final int PAIR_MATRICES = 4;

  private final StudyOptions options;
  private final ProgressListener progress;
  private final List<EncoderFindings> encoders = new ArrayList<>();
  private final List<Embeddings> embeddings = new ArrayList<>();
  private final List<NeighbourGraph> graphs = new ArrayList<>();
  private @Nullable DatasetSpec spec;
  private int available;
  private int[] labels = new int[0];

  public EncoderStudy(StudyOptions options, ProgressListener progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures an encoder.
   *
   * @throws BenchException if there are too few images or too many for the memory, or others than
   *     those of the first encoder
   */
  public void add(LoadedEncoder encoder) {
    EoDataset dataset = encoder.dataset();
    List<SampleRef> all = dataset.samples(options.split());
    List<SampleRef> chosen = EvenlyDrawn.of(all, options.images());
    requireImages(chosen.size(), all.size(), dataset.spec());
    requireMemory(chosen.size());
    List<String> ids = chosen.stream().map(SampleRef::id).toList();
    if (spec == null) {
      labels = chosen.stream().mapToInt(ref -> ImageLabel.of(dataset, ref)).toArray();
    } else {
      requireSame(dataset.spec(), ids);
    }
    spec = dataset.spec();
    available = all.size();
    Embeddings embedded = Embeddings.of(encoder, options.split(), chosen);
    EncoderMeasures measures = new EncoderMeasures(embedded, labels, options, encoder.ops());
    encoders.add(measures.of(encoder, progress));
    embeddings.add(embedded);
    graphs.add(measures.graph());
  }

  /** The embeddings of each encoder. */
  public List<Embeddings> embeddings() {
    return List.copyOf(embeddings);
  }

  /** What was found, after one or two encoders. */
  public Findings findings() {
    DatasetSpec dataset = spec;
    if (dataset == null) {
      throw new IllegalStateException("no encoder was measured");
    }
    int images = labels.length;
    return new Findings(
        dataset.name(),
        dataset.version(),
        options.split().key(),
        available,
        embeddings.get(0).images(),
        Arrays.stream(labels).boxed().toList(),
        dataset.classes(),
        options.neighbours(),
        EncoderMeasures.perplexity(options, images),
        named(),
        encoders.size() == 2 ? pair(images) : null);
  }

  /** The encoders under different names: the same option may have two kinds of weights. */
  private List<EncoderFindings> named() {
    boolean same = encoders.stream().map(EncoderFindings::encoder).distinct().count() == 1;
    if (encoders.size() < 2 || !same) {
      return encoders;
    }
    return IntStream.range(0, encoders.size())
        .mapToObj(i -> encoders.get(i).named(encoders.get(i).encoder() + " " + (i + 1)))
        .toList();
  }

  private PairFindings pair(int images) {
    NeighbourGraph first = graphs.get(0);
    NeighbourGraph second = graphs.get(1);
    return new PairFindings(
        LinearCka.of(embeddings.get(0).rows(), embeddings.get(1).rows()),
        options.neighbours(),
        first.overlap(second),
        (double) options.neighbours() / (images - 1),
        RelativeGeodesics.of(first, second));
  }

  private void requireImages(int images, int all, DatasetSpec dataset) {
    int least = Math.max(StudyOptions.LEAST_IMAGES, options.neighbours() + 1);
    if (images < least) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "TooFewImages",
                  String.format(
                      Locale.ROOT,
                      "the split %s of %s gives %d images, of which nothing can be said",
                      options.split().key(),
                      dataset.name(),
                      images))
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at least %d images; %d neighbours require %d",
                      StudyOptions.LEAST_IMAGES,
                      options.neighbours(),
                      options.neighbours() + 1))
              .next(
                  all > images
                      ? "raise --images"
                      : "choose a larger split, such as `--split train`, or fewer --neighbours"));
    }
  }

  private static void requireMemory(int images) {
    long bytes = (long) PAIR_MATRICES * images * images * Double.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / 2) {
      int most = (int) Math.sqrt(heap / 2.0 / PAIR_MATRICES / Double.BYTES);
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "TooManyImages",
                  String.format(
                      Locale.ROOT,
                      "the distances of %,d images to each other take %,d MiB",
                      images,
                      bytes >> 20))
              .at("--images " + images)
              .expecting(
                  String.format(Locale.ROOT, "at most %d images for this memory", most / 10 * 10))
              .next("give `--images " + most / 10 * 10 + "`, or more memory with java -Xmx"));
    }
  }

  private void requireSame(DatasetSpec dataset, List<String> ids) {
    List<String> first = embeddings.get(0).images();
    if (!ids.equals(first)) {
      String other =
          IntStream.range(0, Math.min(ids.size(), first.size()))
              .filter(i -> !ids.get(i).equals(first.get(i)))
              .mapToObj(i -> first.get(i) + " and " + ids.get(i))
              .findFirst()
              .orElse(first.size() + " and " + ids.size() + " images");
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("OtherImages", "the two encoders have other images: " + other)
              .at("dataset " + dataset.name())
              .expecting("the same images for both")
              .next("choose the same data set, root_path and subset for both"));
    }
  }
}
