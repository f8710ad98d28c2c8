package org.eobench.core.run.predictions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;

/**
 * Predicts single images in memory with the model of a finished run, in the same way as its test
 * did: the same steps, tiles and metrics' classes. It belongs to the thread that opened it. Close
 * it when done.
 */
public final class ImagePredictor implements AutoCloseable {
  private final ComputeDevice device;
  private final LoadedRun run;

  private ImagePredictor(ComputeDevice device, LoadedRun run) {
    this.device = device;
    this.run = run;
  }

  /**
   * Loads the model.
   *
   * @param request the configuration of the run, with its directory as {@code ckpt_dir}
   * @throws BenchException if the run has no checkpoint, or its task has no map of classes or
   *     values
   */
  public static ImagePredictor open(
      RunRequest request, Components components, ProgressListener progress) {
    Plan plan = Plan.read(request, components);
    TaskKind kind = plan.task().kind();
    Predictions.requireMaps(plan);
    if (!kind.fits(Segmentation.KIND) && !kind.fits(Regression.KIND)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoMaps", "the maps of " + kind.key() + " are of a kind of their own")
              .at("task.kind")
              .expecting("a class or a value for each pixel"));
    }
    ComputeDevice device = plan.openDevice();
    try {
      return new ImagePredictor(device, new LoadedRun(plan, request, device.manager(), progress));
    } catch (RuntimeException | Error failure) {
      device.close();
      throw failure;
    }
  }

  /** The run whose model predicts. */
  public LoadedRun run() {
    return run;
  }

  /** What {@code run.json} says. */
  public RunRecord record() {
    return run.record();
  }

  /** The data set that the model was trained on; images must have its bands and dates. */
  public DatasetSpec spec() {
    return run.spec();
  }

  /** The task, whose predictions are classes or values of pixels. */
  public TaskKind task() {
    return run.plan().task().kind();
  }

  /** The facts about the encoder. */
  public EncoderSpec encoder() {
    return run.encoder();
  }

  /**
   * Predicts an image.
   *
   * @param image all bands of the data set by modality, {@code [C,T,H,W]} with equal H and W, NaN
   *     where there is no data; its target is not looked at
   * @throws BenchException if the steps of test images change the size of the image, or fail
   */
  public ImagePrediction predict(Sample image) {
    Image first = image.images().values().iterator().next();
    EoDataset data = new MaskedDataset(new OneImage(spec(), image.with(target(image))));
    List<ImagePrediction> predicted = new ArrayList<>();
    run.predict(
        data,
        (batch, logits) -> {
          requireSameSize(first, batch.targets().height(), batch.targets().width());
          Object sample = run.plan().task().samples(batch.targets(), logits, spec()).get(0);
          predicted.add(
              sample instanceof PixelClasses pixels
                  ? ImagePrediction.of(pixels, spec().ignoreIndex())
                  : ImagePrediction.of((PixelValues) sample, first.height(), first.width()));
        });
    return predicted.get(0);
  }

  /**
   * A target of which every pixel with data counts. That also holds for a data set that fills
   * missing data: on a map it would show what nobody measured.
   */
  private Target target(Sample sample) {
    Image image = sample.images().values().iterator().next();
    int pixels = image.height() * image.width();
    Target all =
        task().classes()
            ? new LabelMap(new int[pixels], image.height(), image.width())
            : new ValueMap(new float[pixels], image.height(), image.width());
    boolean[] empty = EmptyPixels.inAll(sample.images().values());
    return empty.length == 0 ? all : all.without(empty, spec().ignoreIndex());
  }

  private static void requireSameSize(Image image, int height, int width) {
    if (image.height() != height || image.width() != width) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ResizedImage",
                  String.format(
                      Locale.ROOT,
                      "the steps of test images make %d × %d pixels out of %d × %d",
                      height,
                      width,
                      image.height(),
                      image.width()))
              .at("preprocessing.test")
              .expecting("steps that leave the size as it is")
              .next("give `preprocessing=seg_default`, which does not crop or resize test images"));
    }
  }

  @Override
  public void close() {
    device.close();
  }

  /** A data set of a single image. */
  private record OneImage(DatasetSpec spec, Sample image) implements EoDataset {
    @Override
    public List<SampleRef> samples(Split split) {
      return List.of(image.ref());
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      Map<String, Image> chosen = new LinkedHashMap<>();
      bands.forEach((modality, names) -> chosen.put(modality, select(modality, names)));
      return image.with(chosen);
    }

    private Image select(String modality, List<String> wanted) {
      Image all = image.images().get(modality);
      List<String> names =
          spec.bands().getOrDefault(modality, List.of()).stream().map(Band::name).toList();
      if (all == null || all.channels() != names.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "the image has no %d bands of %s: %s", names.size(), modality, names));
      }
      int series = all.frames() * all.height() * all.width();
      float[] data = new float[wanted.size() * series];
      for (int i = 0; i < wanted.size(); i++) {
        System.arraycopy(
            all.data(), names.indexOf(wanted.get(i)) * series, data, i * series, series);
      }
      return new Image(data, wanted.size(), all.frames(), all.height(), all.width());
    }
  }
}
