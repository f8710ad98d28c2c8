package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.preprocess.FocusRandomCrop;
import org.eobench.core.preprocess.ImportanceRandomCrop;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.RandomCrop;
import org.eobench.core.preprocess.RandomResizedCrop;
import org.eobench.core.preprocess.RandomResizedCrop.Range;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.StepConfigs.CropToEncoder;
import org.eobench.core.preprocess.StepConfigs.CropToSize;
import org.eobench.core.preprocess.StepConfigs.ImportantCropToEncoder;
import org.eobench.core.preprocess.StepConfigs.ImportantCropToSize;
import org.eobench.core.preprocess.StepConfigs.ResizedCropToEncoder;
import org.eobench.core.preprocess.StepConfigs.ResizedCropToSize;
import org.eobench.core.preprocess.StepContext;

/** The crops core brings, under Pangaea's names: each to a size and to the encoder's. */
final class CropSteps extends AbstractModule {

  @ProvidesIntoMap
  @StringMapKey("RandomCrop")
  static StepFactory<?> randomCrop() {
    return StepFactory.of(
        CropToSize.class,
        (config, context) -> {
          PixelSize size = PixelSize.of(config.size());
          return new RandomCrop(context, size.height(), size.width(), config.padIfNeeded());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("RandomCropToEncoder")
  static StepFactory<?> randomCropToEncoder() {
    return StepFactory.of(
        CropToEncoder.class,
        (config, context) -> {
          int side = context.encoder().inputSize();
          return new RandomCrop(context, side, side, config.padIfNeeded());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("FocusRandomCrop")
  static StepFactory<?> focusRandomCrop() {
    return StepFactory.of(
        CropToSize.class,
        (config, context) -> {
          PixelSize size = PixelSize.of(config.size());
          return new FocusRandomCrop(context, size.height(), size.width(), config.padIfNeeded());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("FocusRandomCropToEncoder")
  static StepFactory<?> focusRandomCropToEncoder() {
    return StepFactory.of(
        CropToEncoder.class,
        (config, context) -> {
          int side = context.encoder().inputSize();
          return new FocusRandomCrop(context, side, side, config.padIfNeeded());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("ImportanceRandomCrop")
  static StepFactory<?> importanceRandomCrop() {
    return StepFactory.of(
        ImportantCropToSize.class,
        (config, context) -> {
          PixelSize size = PixelSize.of(config.size());
          return new ImportanceRandomCrop(
              context, size.height(), size.width(), config.padIfNeeded(), config.numTrials());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("ImportanceRandomCropToEncoder")
  static StepFactory<?> importanceRandomCropToEncoder() {
    return StepFactory.of(
        ImportantCropToEncoder.class,
        (config, context) -> {
          int side = context.encoder().inputSize();
          return new ImportanceRandomCrop(
              context, side, side, config.padIfNeeded(), config.numTrials());
        });
  }

  @ProvidesIntoMap
  @StringMapKey("RandomResizedCrop")
  static StepFactory<?> randomResizedCrop() {
    return StepFactory.of(
        ResizedCropToSize.class,
        (config, context) -> {
          PixelSize size = PixelSize.of(config.size());
          Resize resize =
              new Resize(
                  context,
                  size.height(),
                  size.width(),
                  config.interpolation(),
                  config.antialias(),
                  config.resizeTarget(),
                  config.nearestPixel());
          return new RandomResizedCrop(
              context, resize, Range.of(config.scale()), Range.of(config.ratio()));
        });
  }

  @ProvidesIntoMap
  @StringMapKey("RandomResizedCropToEncoder")
  static StepFactory<?> randomResizedCropToEncoder() {
    return StepFactory.of(ResizedCropToEncoder.class, CropSteps::resizedToEncoder);
  }

  private static RandomResizedCrop resizedToEncoder(
      ResizedCropToEncoder config, StepContext context) {
    int side = context.encoder().inputSize();
    Resize resize =
        new Resize(
            context,
            side,
            side,
            config.interpolation(),
            config.antialias(),
            config.resizeTarget(),
            config.nearestPixel());
    return new RandomResizedCrop(
        context, resize, Range.of(config.scale()), Range.of(config.ratio()));
  }
}
