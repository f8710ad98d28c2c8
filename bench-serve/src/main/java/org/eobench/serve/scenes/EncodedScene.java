package org.eobench.serve.scenes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eobench.serve.answer.PredictedMap;

/**
 * A scene and its prediction as clients get them.
 *
 * @param image the scene as PNG
 * @param png the prediction as PNG
 * @param tif the prediction as GeoTIFF
 * @param json the prediction as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedScene(byte[] image, byte[] png, byte[] tif, byte[] json) {

  /**
   * All forms of a prediction.
   *
   * @param scratch a file that is written and removed
   */
  static EncodedScene of(PredictedMap map, Path scratch) throws IOException {
    return new EncodedScene(
        map.imagePng(),
        map.png(),
        map.geoTiff(scratch),
        map.json().toString().getBytes(StandardCharsets.UTF_8));
  }

  long bytes() {
    return (long) image.length + png.length + tif.length + json.length;
  }
}
