package org.eobench.core.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.preprocess.corrupt.Modality;
import org.jspecify.annotations.Nullable;

/** A corruption of a plug-in: all values come nearer to zero. */
record ToyFade() implements Corruption {
  @Override
  public String key() {
    return "toy_fade";
  }

  @Override
  public String measure() {
    return "share of the signal that is lost";
  }

  @Override
  public List<Double> strengths() {
    return List.of(0.2, 0.4, 0.6, 0.8, 1.0);
  }

  @Override
  public @Nullable String unfit(Map<String, Modality> modalities, int frames) {
    return null;
  }

  @Override
  public Map<String, Image> apply(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    Map<String, Image> faded = new LinkedHashMap<>();
    images.forEach((name, image) -> faded.put(name, faded(image, (float) (1 - strength))));
    return faded;
  }

  private static Image faded(Image image, float factor) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] *= factor;
    }
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }
}
