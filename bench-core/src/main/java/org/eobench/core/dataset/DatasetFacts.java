package org.eobench.core.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.card.ArchiveCard;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the config of every data set has, with Pangaea's names. The config record of a data
 * set includes them with {@code @Inline DatasetFacts facts}.
 *
 * @param datasetName name for tables and logs
 * @param task task of its targets; also the matching option of the group {@code task}
 * @param targetUnit unit of the values of a regression
 * @param targetOffset value that corresponds to 0 in a regression model's output
 * @param targetScale value that corresponds to a difference of 1 in a regression model's output
 * @param rootPath folder of the data, or null if the data set generates its own
 * @param downloadUrl source of the data, shown if the folder is missing
 * @param archive what is published about the file at {@code downloadUrl}; null if nothing
 * @param autoDownload whether to download a missing folder, if a program can
 * @param imgSize side of a chip in pixels, or 0 if chips vary
 * @param multiTemporal false, or the number of dates per sample
 * @param multiModal whether a sample has several modalities; null derives it from {@code bands}
 * @param ignoreIndex label that is excluded from training and scores
 * @param numClasses number of classes; null derives it from {@code classes}
 * @param classes class names; the index is the label value. Empty if the data set finds them in its
 *     files or its other keys, and completes them by {@link #withClasses}
 * @param distribution share of each class among the valid pixels; empty if unknown
 * @param bands band names by modality, in the order of the files
 * @param wavelengths centre wavelengths in micrometres by modality, in the order of {@code bands}
 * @param dataMean means by modality, in the order of {@code bands}
 * @param dataStd standard deviations
 * @param dataMin minima
 * @param dataMax maxima
 * @param missingPixels whether pixels without data are used
 * @param missingIn what must lack data so that a pixel does not count
 * @param fillValue value that replaces missing data in an encoder's input, in the unit of the data:
 *     a number, or a map by modality of a number, a list in the order of the bands, or numbers by
 *     band; null for the mean of each band
 * @param version increased whenever samples, splits or labels change
 * @param citation how to cite the data
 * @param licence licence of the data
 * @param card further published facts; null if there are none
 */
public record DatasetFacts(
    String datasetName,
    @Default("segmentation") String task,
    @Default("''") String targetUnit,
    @Default("0") double targetOffset,
    @Range(above = 0) @Default("1") double targetScale,
    @Nullable Path rootPath,
    @Nullable String downloadUrl,
    @Nullable ArchiveCard archive,
    @Default("false") boolean autoDownload,
    @Range(min = 0, max = 100_000) int imgSize,
    @Default("false") ConfigNode multiTemporal,
    @Nullable Boolean multiModal,
    int ignoreIndex,
    @Range(min = 1, max = 10_000) @Nullable Integer numClasses,
    @Default("[]") List<String> classes,
    @Default("[]") @Range(min = 0, max = 1) List<Double> distribution,
    Map<String, List<String>> bands,
    @Default("{}") @Range(above = 0) Map<String, List<Double>> wavelengths,
    @Default("{}") Map<String, List<Double>> dataMean,
    @Default("{}") @Range(min = 0) Map<String, List<Double>> dataStd,
    @Default("{}") Map<String, List<Double>> dataMin,
    @Default("{}") Map<String, List<Double>> dataMax,
    @Default("ignore") MissingPixels.Rule missingPixels,
    @Default("main") MissingPixels.Extent missingIn,
    @Default("null") ConfigNode fillValue,
    @Range(min = 1) @Default("1") int version,
    @Default("unknown") String citation,
    @Default("unknown") String licence,
    @Nullable DatasetCard card) {

  public DatasetFacts {
    boolean known = !classes.isEmpty();
    if (known && numClasses != null && classes.size() != numClasses) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "num_classes is %d, but classes lists %d", numClasses, classes.size()));
    }
    if (known && !distribution.isEmpty() && distribution.size() != classes.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "distribution has %d values for %d classes",
              distribution.size(),
              classes.size()));
    }
    if (bands.isEmpty()) {
      throw new IllegalArgumentException(
          "bands must list at least one modality, such as `dataset.bands.optical=[B2,B3,B4]`");
    }
    bands.forEach(DatasetFacts::requireDistinct);
    requireModalities(multiModal, bands);
    requirePerBand("wavelengths", wavelengths, bands);
    requirePerBand("data_mean", dataMean, bands);
    requirePerBand("data_std", dataStd, bands);
    requirePerBand("data_min", dataMin, bands);
    requirePerBand("data_max", dataMax, bands);
    frames(multiTemporal);
    FillValues.of(fillValue, bands);
    quantity(targetUnit, targetOffset, targetScale);
  }

  /**
   * The same facts with the classes that a data set found in its files or its other keys.
   *
   * @throws IllegalArgumentException if {@code num_classes} or {@code distribution} are for another
   *     number of classes
   */
  public DatasetFacts withClasses(List<String> found) {
    return with(task, multiTemporal, numClasses, found, distribution);
  }

  /** The same facts for a segmentation of single images into other classes. */
  public DatasetFacts asSegmentation(List<String> others) {
    ConfigNode single = new ScalarNode(false, Origin.defaultOf("multi_temporal"));
    return with("segmentation", single, null, others, List.of());
  }

  private DatasetFacts with(
      String otherTask,
      ConfigNode otherDates,
      @Nullable Integer otherCount,
      List<String> otherClasses,
      List<Double> otherShares) {
    return new DatasetFacts(
        datasetName,
        otherTask,
        targetUnit,
        targetOffset,
        targetScale,
        rootPath,
        downloadUrl,
        archive,
        autoDownload,
        imgSize,
        otherDates,
        multiModal,
        ignoreIndex,
        otherCount,
        otherClasses,
        otherShares,
        bands,
        wavelengths,
        dataMean,
        dataStd,
        dataMin,
        dataMax,
        missingPixels,
        missingIn,
        fillValue,
        version,
        citation,
        licence,
        card);
  }

  private static void requireDistinct(String modality, List<String> names) {
    if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "bands.%s must list each band once, not %s", modality, names));
    }
  }

  private static void requireModalities(
      @Nullable Boolean multiModal, Map<String, List<String>> bands) {
    boolean several = bands.size() > 1;
    if (multiModal != null && multiModal != several) {
      throw new IllegalArgumentException(
          "multi_modal is "
              + multiModal
              + " but bands lists "
              + bands.keySet()
              + ": make it "
              + several
              + ", or null");
    }
  }

  private static void requirePerBand(
      String key, Map<String, List<Double>> values, Map<String, List<String>> bands) {
    values.forEach(
        (modality, list) -> {
          List<String> names = bands.get(modality);
          if (names == null || (!list.isEmpty() && list.size() != names.size())) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "%s.%s has %d values for the bands %s",
                    key,
                    modality,
                    list.size(),
                    names == null ? List.of() : names));
          }
        });
  }

  /** The number of dates per sample; 1 if {@code multi_temporal} is false. */
  public int frames() {
    return frames(multiTemporal);
  }

  private static int frames(ConfigNode multiTemporal) {
    Object value = multiTemporal instanceof ScalarNode scalar ? scalar.value() : multiTemporal;
    if (Boolean.FALSE.equals(value)) {
      return 1;
    }
    if (value instanceof Number dates
        && dates.intValue() >= 1
        && dates.intValue() == dates.doubleValue()) {
      return dates.intValue();
    }
    throw new IllegalArgumentException(
        "multi_temporal must be false or a number of dates, not " + value);
  }

  private static Quantity quantity(String unit, double offset, double scale) {
    return new Quantity(unit, offset, scale);
  }

  private void requireClasses(TaskKind kind) {
    if (classes.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("MissingKey", "dataset.classes is empty")
              .expecting(
                  kind.classes()
                      ? "the names of the classes, in the order of their numbers"
                      : "the name of the measured quantity")
              .next(
                  kind.classes()
                      ? "set `'dataset.classes=[NAME,NAME]'`"
                      : "set `'dataset.classes=[NAME]'`"));
    }
    if (!kind.classes() && classes.size() != 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "InvalidConfig",
                  String.format(
                      Locale.ROOT,
                      "the task %s predicts one quantity, but classes lists %d: %s",
                      kind.key(),
                      classes.size(),
                      classes))
              .at("dataset.classes")
              .expecting("the name of the measured quantity")
              .next("set `'dataset.classes=[NAME]'`, or set dataset.task"));
    }
  }

  /**
   * The facts in the form that a data set returns.
   *
   * @param context provides the tasks
   * @throws BenchException if the task does not exist, if there is no class, or if the task
   *     measures one quantity but {@code classes} lists several
   */
  public DatasetSpec spec(String name, DatasetContext context) {
    TaskKind kind = context.tasks().get(task, "dataset.task", "dataset " + name);
    if (!kind.equals(NoTarget.KIND)) {
      requireClasses(kind);
    }
    Map<String, List<Band>> named = new LinkedHashMap<>();
    Map<String, BandStats> stats = new LinkedHashMap<>();
    bands.forEach(
        (modality, names) -> {
          named.put(modality, bands(names, wavelengths.getOrDefault(modality, List.of())));
          stats.put(
              modality,
              new BandStats(
                  dataMean.getOrDefault(modality, List.of()),
                  dataStd.getOrDefault(modality, List.of()),
                  dataMin.getOrDefault(modality, List.of()),
                  dataMax.getOrDefault(modality, List.of())));
        });
    return new DatasetSpec(
        name,
        version,
        kind,
        quantity(targetUnit, targetOffset, targetScale),
        named,
        stats,
        classes,
        ignoreIndex,
        distribution,
        imgSize,
        frames(multiTemporal),
        citation,
        licence,
        new MissingPixels(missingPixels, missingIn, FillValues.of(fillValue, bands)));
  }

  private static List<Band> bands(List<String> names, List<Double> wavelengths) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      bands.add(new Band(names.get(i), wavelengths.isEmpty() ? null : wavelengths.get(i)));
    }
    return bands;
  }
}
