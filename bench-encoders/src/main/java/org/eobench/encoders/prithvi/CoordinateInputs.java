package org.eobench.encoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.dataset.Acquisition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds acquisition dates and places to the tokens, as far as the model uses them and the data set
 * has them. Missing facts are skipped, with one warning.
 */
final class CoordinateInputs {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinateInputs.class);

  private final String encoder;
  private final CoordinateCodes codes;
  private final @Nullable CoordinateEmbed time;
  private final @Nullable CoordinateEmbed place;
  private final Set<Coordinate> warned = EnumSet.noneOf(Coordinate.class);

  /**
   * @param encoder name of the encoder in messages
   * @param width D
   * @param time null if the model does not use dates
   * @param place null if the model does not use places
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
      warn(Coordinate.TIME, times.known(), samples.size());
      x = time.forward(x, times);
    }
    if (place != null) {
      CoordinateCodes.Codes places = codes.places(samples);
      warn(Coordinate.LOCATION, places.known(), samples.size());
      x = place.forward(x, places);
    }
    return x;
  }

  /** What a sample lacks, see {@link org.eobench.core.encoder.Encoder#assumptions}. */
  List<String> assumptions(Acquisition taken, int frames) {
    List<String> lacking = new ArrayList<>();
    if (time != null && taken.dates().size() != frames) {
      lacking.add("dates, without which " + encoder + " runs, as in part of its pretraining");
    }
    if (place != null && taken.place() == null) {
      lacking.add("place, without which " + encoder + " runs, as in part of its pretraining");
    }
    return lacking;
  }

  private void warn(Coordinate coordinate, int known, int samples) {
    if (known < samples && warned.add(coordinate)) {
      LOG.warn(
          "the data set does not declare {} {} taken; {} runs without it, as in part of"
              + " pretraining",
          coordinate == Coordinate.TIME ? "when" : "where",
          known == 0 ? "its images were" : "some of its images were",
          encoder);
    }
  }
}
