package org.eobench.pretrain.crops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.NearestPixel;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.RandomWindow;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.preprocess.augment.Symmetry;
import org.eobench.pretrain.crops.CropView.Drawn;
import org.eobench.pretrain.method.CropCounts;

/**
 * Multi-crop (Caron et al. 2020, arXiv:2006.09882): replaces each image by several random crops of
 * two sizes, which are resized, flipped and blurred. All modalities of a sample share the boxes,
 * flips and blur of each crop, so that they show the same place. Missing pixels are filled before
 * an image is cropped, because a blur would spread them.
 *
 * <p>The crops of the modality {@code optical} are the images {@code optical/global_1}, …, {@code
 * optical/local_1}, … of the resulting sample, {@code [C,T,size,size]}.
 */
public final class MultiCrop implements PreprocessStep {
  private static final String OF = "/";

  private final CropsConfig config;
  private final ImageSpec input;
  private final ImageSpec output;
  private final List<CropView> views;
  private final Map<Integer, Resize> resizes = new LinkedHashMap<>();

  /**
   * @param sizes sides of the crops
   * @param counts how many crops the method asks for
   */
  public MultiCrop(StepContext context, CropsConfig config, CropSizes sizes, CropCounts counts) {
    this.config = config;
    this.input = context.images();
    this.views = views(config, sizes, counts);
    Map<String, ImageSpec.Modality> crops = new LinkedHashMap<>();
    for (CropView view : views) {
      input.modalities().forEach((name, modality) -> crops.put(nameOf(name, view), modality));
      resizes.put(view.size(), resize(context, view.size()));
    }
    this.output = input.with(crops).with(new PixelSize(sizes.global(), sizes.global()));
  }

  private Resize resize(StepContext context, int side) {
    return new Resize(
        context,
        new PixelSize(side, side),
        config.interpolation(),
        true,
        false,
        NearestPixel.CENTRE);
  }

  private static List<CropView> views(CropsConfig config, CropSizes sizes, CropCounts counts) {
    RandomWindow large = RandomWindow.of("global_scale", config.globalScale(), config.ratio());
    RandomWindow small = RandomWindow.of("local_scale", config.localScale(), config.ratio());
    List<CropView> views = new ArrayList<>();
    for (int i = 0; i < counts.global(); i++) {
      String name = CropView.GLOBAL + (i + 1);
      views.add(new CropView(name, sizes.global(), large, config.blurOfGlobal(i)));
    }
    for (int i = 0; i < counts.local(); i++) {
      String name = CropView.LOCAL + (i + 1);
      views.add(new CropView(name, sizes.local(), small, config.blurOfLocal()));
    }
    return List.copyOf(views);
  }

  static String nameOf(String modality, CropView view) {
    return modality + OF + view.name();
  }

  /** The modality of a crop, by the name of its image. */
  static String modalityOf(String crop) {
    return crop.substring(0, crop.lastIndexOf(OF));
  }

  /** The name of a crop, such as {@code global_1}, by the name of its image. */
  static String viewOf(String crop) {
    return crop.substring(crop.lastIndexOf(OF) + 1);
  }

  @Override
  public ImageSpec output() {
    return output;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Map<String, Image> whole = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (name, image) -> {
              ImageSpec.Modality known = input.modalities().get(name);
              whole.put(name, known == null ? image : known.filled(image));
            });
    PixelSize size = PixelSize.of(sample);
    Map<String, Image> crops = new LinkedHashMap<>();
    for (CropView view : views) {
      Drawn shared = config.independentModalities() ? null : view.draw(size, config, random);
      whole.forEach(
          (name, image) -> {
            Drawn drawn = shared == null ? view.draw(size, config, random) : shared;
            crops.put(nameOf(name, view), crop(image, view.size(), drawn));
          });
    }
    return sample.with(crops);
  }

  private Image crop(Image whole, int size, Drawn drawn) {
    Image part = Objects.requireNonNull(resizes.get(size)).resize(drawn.window().of(whole));
    Image turned = new Symmetry(false, drawn.upsideDown(), drawn.mirrored()).of(part);
    return drawn.sigma() == 0
        ? turned
        : new GaussianBlur(config.blurKernel(), drawn.sigma()).apply(turned);
  }
}
