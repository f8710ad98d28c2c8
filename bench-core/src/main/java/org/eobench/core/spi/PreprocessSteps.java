package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.preprocess.BandFilter;
import org.eobench.core.preprocess.BandPadding;
import org.eobench.core.preprocess.Normalization;
import org.eobench.core.preprocess.Normalize;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.StepConfigs.None;
import org.eobench.core.preprocess.StepConfigs.Padding;
import org.eobench.core.preprocess.StepConfigs.ResizeToEncoder;
import org.eobench.core.preprocess.StepConfigs.ResizeToSize;
import org.eobench.core.preprocess.StepContext;

/** The preprocessing steps core brings besides crops, under Pangaea's names. */
final class PreprocessSteps extends AbstractModule {

  @ProvidesIntoMap
  @StringMapKey("BandFilter")
  static StepFactory<?> bandFilter() {
    return StepFactory.of(None.class, (config, context) -> new BandFilter(context));
  }

  @ProvidesIntoMap
  @StringMapKey("BandPadding")
  static StepFactory<?> bandPadding() {
    return StepFactory.of(
        Padding.class,
        (config, context) ->
            new BandPadding(context, config.fillValue(), config.allowMissingModality()));
  }

  @ProvidesIntoMap
  @StringMapKey("NormalizeMeanStd")
  static StepFactory<?> normalizeMeanStd() {
    return StepFactory.of(
        None.class, (config, context) -> new Normalize(context, Normalization.MEAN_STD));
  }

  @ProvidesIntoMap
  @StringMapKey("NormalizeMinMax")
  static StepFactory<?> normalizeMinMax() {
    return StepFactory.of(
        None.class, (config, context) -> new Normalize(context, Normalization.MIN_MAX));
  }

  @ProvidesIntoMap
  @StringMapKey("Resize")
  static StepFactory<?> resize() {
    return StepFactory.of(ResizeToSize.class, PreprocessSteps::resize);
  }

  private static Resize resize(ResizeToSize config, StepContext context) {
    PixelSize size = PixelSize.of(config.size());
    return new Resize(
        context,
        size.height(),
        size.width(),
        config.interpolation(),
        config.antialias(),
        config.resizeTarget(),
        config.nearestPixel());
  }

  @ProvidesIntoMap
  @StringMapKey("ResizeToEncoder")
  static StepFactory<?> resizeToEncoder() {
    return StepFactory.of(
        ResizeToEncoder.class,
        (config, context) -> {
          int side = context.encoder().inputSize();
          return new Resize(
              context,
              side,
              side,
              config.interpolation(),
              config.antialias(),
              config.resizeTarget(),
              config.nearestPixel());
        });
  }
}
