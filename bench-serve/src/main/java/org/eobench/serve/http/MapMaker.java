package org.eobench.serve.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.serve.answer.PredictedMap;
import org.eobench.serve.image.ImageReader;
import org.eobench.serve.image.ReadImage;
import org.eobench.serve.model.ServedModel;

/**
 * Reads an image and predicts it, in the model's thread.
 *
 * @param reader reads images for the model
 */
record MapMaker(ServedModel model, ImageReader reader) {

  /**
   * The prediction for a file.
   *
   * @param name what to call the file
   * @param dates date of each frame, or empty
   */
  PredictedMap of(Path file, String name, List<LocalDateTime> dates) throws IOException {
    long start = System.nanoTime();
    ReadImage image = reader.read(file, name, dates);
    ImagePrediction prediction = model.predict(image.sample());
    double seconds = (System.nanoTime() - start) / 1e9;
    return new PredictedMap(model.spec(), image, prediction, seconds);
  }
}
