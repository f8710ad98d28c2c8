package org.eobench.pretrain.crops;

import java.util.random.RandomGenerator;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.CropWindow;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.RandomWindow;

/**
 * One of the crops that are made of every image, and what is drawn for it.
 *
 * @param name such as {@code global_1}
 * @param size side of the crop in pixels after it is resized
 * @param windows the windows of the image that it may show
 * @param blur probability that it is blurred
 */
record CropView(String name, int size, RandomWindow windows, double blur) {
  /** Begins the names of large crops. */
  static final String GLOBAL = "global_";

  /** Begins the names of small crops. */
  static final String LOCAL = "local_";

  /**
   * What is drawn for one crop.
   *
   * @param window the part of the image
   * @param sigma standard deviation of the blur; 0 for none
   */
  record Drawn(CropWindow window, boolean mirrored, boolean upsideDown, double sigma) {}

  /** Draws a crop of an image. */
  Drawn draw(PixelSize whole, CropsConfig config, RandomGenerator random) {
    CropWindow window = windows.draw(whole, CropPosition.DRAWN, random);
    boolean mirrored = random.nextDouble() < config.horizontalFlip();
    boolean upsideDown = random.nextDouble() < config.verticalFlip();
    boolean blurred = random.nextDouble() < blur;
    double low = config.blurSigma().get(0);
    double sigma = low + (config.blurSigma().get(1) - low) * random.nextDouble();
    return new Drawn(window, mirrored, upsideDown, blurred ? sigma : 0);
  }
}
