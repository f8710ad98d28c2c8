package org.eobench.core.spi;

import org.eobench.core.preprocess.BandFilter;
import org.eobench.core.preprocess.BandPadding;
import org.eobench.core.preprocess.FocusRandomCrop;
import org.eobench.core.preprocess.ImportanceRandomCrop;
import org.eobench.core.preprocess.Normalization;
import org.eobench.core.preprocess.Normalize;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.RandomCrop;
import org.eobench.core.preprocess.RandomResizedCrop;
import org.eobench.core.preprocess.RandomWindow;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.ScrambledDates;
import org.eobench.core.preprocess.StepConfigs.CropKeys;
import org.eobench.core.preprocess.StepConfigs.CropToEncoder;
import org.eobench.core.preprocess.StepConfigs.CropToSize;
import org.eobench.core.preprocess.StepConfigs.ImportantCropKeys;
import org.eobench.core.preprocess.StepConfigs.ImportantCropToEncoder;
import org.eobench.core.preprocess.StepConfigs.ImportantCropToSize;
import org.eobench.core.preprocess.StepConfigs.None;
import org.eobench.core.preprocess.StepConfigs.Padding;
import org.eobench.core.preprocess.StepConfigs.ResizeKeys;
import org.eobench.core.preprocess.StepConfigs.ResizeToEncoder;
import org.eobench.core.preprocess.StepConfigs.ResizeToSize;
import org.eobench.core.preprocess.StepConfigs.ResizedCropKeys;
import org.eobench.core.preprocess.StepConfigs.ResizedCropToEncoder;
import org.eobench.core.preprocess.StepConfigs.ResizedCropToSize;
import org.eobench.core.preprocess.StepConfigs.ToSize;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.preprocess.augment.AugmentConfigs;
import org.eobench.core.preprocess.augment.BandDropout;
import org.eobench.core.preprocess.augment.ColorJitter;
import org.eobench.core.preprocess.augment.GaussianNoise;
import org.eobench.core.preprocess.augment.RandomFlip;
import org.eobench.core.preprocess.augment.RandomRotate90;

/** The preprocessing steps that core brings, under Pangaea's names. */
final class PreprocessSteps extends PluginModule {

  /** Makes a step that brings images to a size. */
  @FunctionalInterface
  private interface Maker<K> {
    PreprocessStep make(K keys, StepContext context, PixelSize size);
  }

  @Override
  protected void configure() {
    augmentations();
    step("BandFilter", StepFactory.of(None.class, (keys, context) -> new BandFilter(context)));
    step("BandPadding", StepFactory.of(Padding.class, PreprocessSteps::padding));
    step(
        "ScrambleBandsAndDates",
        StepFactory.of(None.class, (keys, context) -> new ScrambledDates(context)));
    step("NormalizeMeanStd", normalize(Normalization.MEAN_STD));
    step("NormalizeMinMax", normalize(Normalization.MIN_MAX));
    sized(
        "FocusRandomCrop",
        CropToSize.class,
        CropToEncoder.class,
        CropKeys.class,
        PreprocessSteps::focus);
    sized(
        "RandomCrop",
        CropToSize.class,
        CropToEncoder.class,
        CropKeys.class,
        PreprocessSteps::random);
    sized(
        "ImportanceRandomCrop",
        ImportantCropToSize.class,
        ImportantCropToEncoder.class,
        ImportantCropKeys.class,
        PreprocessSteps::important);
    sized(
        "RandomResizedCrop",
        ResizedCropToSize.class,
        ResizedCropToEncoder.class,
        ResizedCropKeys.class,
        PreprocessSteps::resizedCrop);
    sized(
        "Resize",
        ResizeToSize.class,
        ResizeToEncoder.class,
        ResizeKeys.class,
        PreprocessSteps::resize);
  }

  private void augmentations() {
    step("RandomFlip", StepFactory.of(AugmentConfigs.Flip.class, RandomFlip::new));
    step(
        "RandomRotate90",
        StepFactory.of(None.class, (keys, context) -> new RandomRotate90(context)));
    step("ColorJitter", StepFactory.of(AugmentConfigs.Jitter.class, ColorJitter::new));
    step("GaussianNoise", StepFactory.of(AugmentConfigs.Noise.class, GaussianNoise::new));
    step("BandDropout", StepFactory.of(AugmentConfigs.Dropout.class, BandDropout::new));
  }

  /**
   * Adds a step under two names: {@code NAME} brings images to the size that its config gives,
   * {@code NAMEToEncoder} to the encoder's input size.
   *
   * @param keys what both configs have
   */
  private <S extends Record & ToSize, E extends Record, K> void sized(
      String name, Class<S> toSize, Class<E> toEncoder, Class<K> keys, Maker<K> maker) {
    step(
        name,
        StepFactory.of(
            toSize,
            (config, context) ->
                maker.make(keys.cast(config), context, PixelSize.of(config.size()))));
    step(
        name + "ToEncoder",
        StepFactory.of(
            toEncoder,
            (config, context) -> {
              int side = context.encoder().inputSize();
              return maker.make(keys.cast(config), context, new PixelSize(side, side));
            }));
  }

  private static StepFactory<None> normalize(Normalization kind) {
    return StepFactory.of(None.class, (keys, context) -> new Normalize(context, kind));
  }

  private static BandPadding padding(Padding keys, StepContext context) {
    return new BandPadding(context, keys.fillValue(), keys.allowMissingModality());
  }

  private static RandomCrop random(CropKeys keys, StepContext context, PixelSize size) {
    return new RandomCrop(context, size, keys.padIfNeeded());
  }

  private static FocusRandomCrop focus(CropKeys keys, StepContext context, PixelSize size) {
    return new FocusRandomCrop(context, size, keys.padIfNeeded());
  }

  private static ImportanceRandomCrop important(
      ImportantCropKeys keys, StepContext context, PixelSize size) {
    return new ImportanceRandomCrop(context, size, keys.padIfNeeded(), keys.numTrials());
  }

  private static Resize resize(ResizeKeys keys, StepContext context, PixelSize size) {
    return new Resize(
        context,
        size,
        keys.interpolation(),
        keys.antialias(),
        keys.resizeTarget(),
        keys.nearestPixel());
  }

  private static RandomResizedCrop resizedCrop(
      ResizedCropKeys keys, StepContext context, PixelSize size) {
    return new RandomResizedCrop(
        context, resize(keys, context, size), RandomWindow.of("scale", keys.scale(), keys.ratio()));
  }
}
