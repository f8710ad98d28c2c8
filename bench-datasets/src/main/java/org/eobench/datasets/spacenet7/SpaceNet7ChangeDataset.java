package org.eobench.datasets.spacenet7;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Changes of buildings between two months: a pixel has changed if one of the months has a building
 * there and the other has none. Pairs for training are drawn once; those for val and test are the
 * first month of a window and the one in the middle, as in Pangaea.
 */
public final class SpaceNet7ChangeDataset extends SplitDataset {
  private final EoDataset scenes;
  private final Map<String, MonthPairs.Pair> pairs;
  private final List<String> remarks;
  private final int ignored;

  private SpaceNet7ChangeDataset(
      DatasetSpec spec,
      SplitSamples samples,
      EoDataset scenes,
      Map<String, MonthPairs.Pair> pairs,
      List<String> remarks) {
    super(spec, samples);
    this.scenes = scenes;
    this.pairs = Map.copyOf(pairs);
    this.remarks = List.copyOf(remarks);
    this.ignored = scenes.spec().ignoreIndex();
  }

  /**
   * Lists the months and pairs them.
   *
   * @throws BenchException if files are missing or damaged
   */
  public static SpaceNet7ChangeDataset open(SpaceNet7ChangeConfig config, DatasetContext context) {
    EoDataset scenes = SpaceNet7.open(config.scenes(), config.months(), context);
    List<MonthPairs.Pair> train =
        MonthPairs.drawn(
            scenes.samples(Split.TRAIN),
            config.pairs(),
            config.minimumTemporalGap(),
            config.pairSeed());
    List<MonthPairs.Pair> val = MonthPairs.fixed(scenes.samples(Split.VAL));
    List<MonthPairs.Pair> test = MonthPairs.fixed(scenes.samples(Split.TEST));
    Map<String, MonthPairs.Pair> pairs = new LinkedHashMap<>();
    List.of(train, val, test)
        .forEach(part -> part.forEach(pair -> pairs.put(pair.ref().id(), pair)));
    List<String> remarks = new ArrayList<>(scenes.remarks());
    remarks.add(
        String.format(
            Locale.ROOT,
            "%d pairs of months are drawn for train; val and test pair the first month and the one"
                + " in the middle",
            train.size()));
    DatasetFacts facts = config.folder().facts();
    DatasetSpec own = facts.spec(facts.datasetName(), context);
    Path root = DataFolder.of(facts).root();
    return new SpaceNet7ChangeDataset(
        own.with(scenes.spec().stats(), scenes.spec().imgSize()),
        new SplitSamples(root, refs(train), refs(val), refs(test)),
        scenes,
        pairs,
        remarks);
  }

  private static List<SampleRef> refs(List<MonthPairs.Pair> pairs) {
    return pairs.stream().map(MonthPairs.Pair::ref).toList();
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    MonthPairs.Pair pair = Objects.requireNonNull(pairs.get(ref.id()), ref.id());
    List<ImagePart> chosen = new ArrayList<>();
    Sample before =
        Objects.requireNonNull(
            scenes.read(
                pair.before(),
                bands,
                (height, width) -> {
                  chosen.add(choice.of(height, width));
                  return chosen.get(0);
                }));
    Sample after =
        Objects.requireNonNull(scenes.read(pair.after(), bands, (height, width) -> chosen.get(0)));
    Map<String, Image> images = new LinkedHashMap<>();
    before
        .images()
        .forEach(
            (modality, image) ->
                images.put(
                    modality, series(image, Objects.requireNonNull(after.images().get(modality)))));
    return new Sample(images, change(before, after), ref, taken(before, after));
  }

  /** Both dates, {@code [C,2,H,W]}. */
  private static Image series(Image before, Image after) {
    int plane = before.height() * before.width();
    float[] values = new float[2 * before.data().length];
    for (int c = 0; c < before.channels(); c++) {
      System.arraycopy(before.data(), c * plane, values, 2 * c * plane, plane);
      System.arraycopy(after.data(), c * plane, values, (2 * c + 1) * plane, plane);
    }
    return new Image(values, before.channels(), 2, before.height(), before.width());
  }

  private LabelMap change(Sample before, Sample after) {
    LabelMap first = LabelMap.of(before);
    int[] one = first.labels();
    int[] other = LabelMap.of(after).labels();
    int[] changed = new int[one.length];
    for (int i = 0; i < changed.length; i++) {
      boolean unknown = one[i] == ignored || other[i] == ignored;
      changed[i] = unknown ? spec().ignoreIndex() : one[i] == other[i] ? 0 : 1;
    }
    return new LabelMap(changed, first.height(), first.width());
  }

  private static Acquisition taken(Sample before, Sample after) {
    Acquisition first = before.acquisition();
    List<LocalDateTime> dates = new ArrayList<>(first.dates());
    dates.addAll(after.acquisition().dates());
    return new Acquisition(
        dates.size() == 2 ? dates : List.of(),
        first.place(),
        first.groundResolution(),
        first.footprint());
  }
}
