package org.eobench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.run.gallery.Palette;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions for images that clients send, in every form. */
class PredictTest {
  private static final int HEIGHT = 6;
  private static final int WIDTH = 10;

  @TempDir Path folder;

  private final TinyModel model = TinyModel.ofNothing();
  private RunningService service;
  private byte[] image = {};

  @BeforeEach
  void start() {
    service = new RunningService(model, ServiceLimits.DEFAULT, null);
    image = Images.bytes(Images.write(folder.resolve("image.tif"), HEIGHT, WIDTH, 2));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpResponse<byte[]> predict(String query, String accept) {
    return service.send(service.post("/predict" + query, image).header("Accept", accept));
  }

  @Test
  void aGeoTiffHasTheClassesAndTheGeoreferenceOfTheImage() throws IOException {
    HttpResponse<byte[]> answer = predict("", "image/tiff");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/tiff");
    Path file = Files.write(folder.resolve("prediction.tif"), answer.body());
    try (GeoTiffReader tiff = GeoTiffReader.open(file)) {
      assertThat(tiff.info().crs()).isEqualTo(Crs.projected(32633));
      assertThat(tiff.info().transform()).isEqualTo(Images.TRANSFORM);
      assertThat(tiff.info().nodata()).isEqualTo(255);
      float[] classes = tiff.read();
      assertThat(classes[0]).isEqualTo(255);
      for (int i = 1; i < classes.length; i++) {
        assertThat(classes[i]).as("pixel " + i).isEqualTo(i % WIDTH < WIDTH / 2 ? 1 : 0);
      }
    }
  }

  @Test
  void aPictureHasTheColoursOfTheClassesAndNothingWithoutData() throws IOException {
    BufferedImage picture = picture(predict("?format=png", "*/*").body());
    assertThat(picture.getWidth()).isEqualTo(WIDTH);
    assertThat(picture.getHeight()).isEqualTo(HEIGHT);
    assertThat(picture.getRGB(0, 0)).isZero();
    assertThat(picture.getRGB(1, 0)).isEqualTo(Palette.ofClass(1));
    assertThat(picture.getRGB(9, 5)).isEqualTo(Palette.ofClass(0));
  }

  @Test
  void jsonHasThePlaceTheSharesAndWhatWasAssumed() {
    JsonNode json = RunningService.json(predict("", "application/json"));
    assertThat(json.get("width").asInt()).isEqualTo(WIDTH);
    assertThat(json.get("crs").asText()).isEqualTo("EPSG:32633");
    assertThat(json.get("bounds")).hasToString("[500000.0,3999940.0,500100.0,4000000.0]");
    assertThat(json.get("no_data_pixels").asInt()).isEqualTo(1);
    JsonNode water = json.get("classes").get(1);
    assertThat(water.get("name").asText()).isEqualTo("Water");
    assertThat(water.get("pixels").asInt()).isEqualTo(29);
    assertThat(water.get("share").asDouble()).isEqualTo(29 / 59.0);
    assertThat(json.get("confidence").asDouble()).isBetween(0.899, 0.901);
    assertThat(json.get("remarks").toString())
        .contains("B4, B8, in this order", "no date was given");
    assertThat(json.has("pictures")).isFalse();
  }

  @Test
  void jsonHoldsBothPicturesOnRequest() throws IOException {
    JsonNode pictures =
        RunningService.json(predict("?format=json&pictures=true", "*/*")).get("pictures");
    Base64.Decoder base64 = Base64.getDecoder();
    BufferedImage shown = picture(base64.decode(pictures.get("image").asText()));
    assertThat(shown.getRGB(0, 0)).as("no data").isZero();
    assertThat(shown.getRGB(9, 5) >>> 24).isEqualTo(255);
    BufferedImage predicted = picture(base64.decode(pictures.get("prediction").asText()));
    assertThat(predicted.getRGB(1, 0)).isEqualTo(Palette.ofClass(1));
  }

  private static BufferedImage picture(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void theMostWantedFormIsChosen() {
    assertThat(type(predict("", "text/html, image/*;q=0.5, image/tiff;q=0.8")))
        .isEqualTo("image/tiff");
    assertThat(type(predict("", "*/*"))).isEqualTo("application/json");
    assertThat(type(predict("?format=tif", "image/png"))).isEqualTo("image/tiff");
    assertThat(predict("", "text/html").statusCode()).isEqualTo(406);
    assertThat(predict("?format=jpeg", "*/*").statusCode()).isEqualTo(400);
  }

  private static String type(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow();
  }

  @Test
  void anArrayOfNumpyIsAnImageToo() {
    byte[] array = NumpyFixture.npy("<u2", new int[] {2, 3, 4}, i -> i % 4 < 1 ? 20 : 500);
    JsonNode json = RunningService.json(service.send(service.post("/predict", array)));
    assertThat(json.get("height").asInt()).isEqualTo(3);
    assertThat(json.get("crs").isNull()).isTrue();
    assertThat(json.get("bounds").isNull()).isTrue();
    assertThat(json.get("classes").get(1).get("pixels").asInt()).isEqualTo(3);
  }

  @Test
  void theModelRunsInItsOwnThread() {
    predict("", "*/*");
    assertThat(model.thread()).isSameAs(service.model());
  }

  @Test
  void optionsAreObeyedOrRefused() {
    assertThat(predict("?fromat=png", "*/*").statusCode()).isEqualTo(400);
    assertThat(RunningService.json(predict("?fromat=png", "*/*")).get("expected").asText())
        .contains("format");
    assertThat(predict("?format=png&format=tif", "*/*").statusCode()).isEqualTo(400);
    assertThat(predict("?format=png&pictures=true", "*/*").statusCode()).isEqualTo(400);
    assertThat(predict("?date=tomorrow", "*/*").statusCode()).isEqualTo(400);
    assertThat(predict("?date=2026-06-01,2026-07-01", "*/*").statusCode()).isEqualTo(422);
    JsonNode dated = RunningService.json(predict("?date=2026-06-01", "*/*"));
    assertThat(dated.get("remarks").toString()).doesNotContain("no date");
  }
}
