package org.eobench.encoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.dataset.Acquisition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the model when and where images were taken, as far as both the model asks and the data set
 * knows. What the data set lacks is left out and said once.
 */
final class CoordinateInputs {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinateInputs.class);

  private final String encoder;
  private final CoordinateCodes codes;
  private final @Nullable CoordinateEmbed time;
  private final @Nullable CoordinateEmbed place;
  private final Set<Coordinate> told = EnumSet.noneOf(Coordinate.class);

  /**
   * @param encoder its name in messages
   * @param width D
   * @param time null where the model does not ask for it
   * @param place null where the model does not ask for it
   */
  CoordinateInputs(
      String encoder, int width, @Nullable CoordinateEmbed time, @Nullable CoordinateEmbed place) {
    this.encoder = encoder;
    this.codes = new CoordinateCodes(width);
    this.time = time;
    this.place = place;
  }

  /**
   * @param tokens {@code [B,N,D]}, frame by frame, without the class token
   */
  NDArray add(NDArray tokens, List<Acquisition> samples, int frames) {
    NDArray x = tokens;
    if (time != null) {
      CoordinateCodes.Codes times = codes.times(samples, frames);
      tell(Coordinate.TIME, times.known(), samples.size());
      x = time.forward(x, times);
    }
    if (place != null) {
      CoordinateCodes.Codes places = codes.places(samples);
      tell(Coordinate.LOCATION, places.known(), samples.size());
      x = place.forward(x, places);
    }
    return x;
  }

  private void tell(Coordinate coordinate, int known, int samples) {
    if (known < samples && told.add(coordinate)) {
      LOG.warn(
          "the data set does not say {} {} taken; {} does without, as it partly did in pretraining",
          coordinate == Coordinate.TIME ? "when" : "where",
          known == 0 ? "its images were" : "some of its images were",
          encoder);
    }
  }
}
