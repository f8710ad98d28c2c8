package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChipPlaceTest {
  private static final int SIDE = 8;

  @TempDir Path folder;

  private GeoTiffInfo info(Crs crs, GeoTransform transform) {
    Path file = folder.resolve("chip.tif");
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(SIDE, SIDE, 1, SampleType.FLOAT32).withGeoreference(crs, transform),
        new float[SIDE * SIDE]);
    return GeoTiffReader.info(file);
  }

  private static Acquisition of(GeoTiffInfo info) {
    return ChipPlace.of(info, info.all(), List.of(), null);
  }

  @Test
  void degreesAreTakenAsTheyAre() {
    GeoTransform transform = GeoTransform.northUp(10, 50, 0.5, 0.25);
    Acquisition chip = of(info(Crs.geographic(4326), transform));
    assertThat(chip.place()).isEqualTo(new Place(49, 12));
    assertThat(chip.groundResolution()).isCloseTo(0.25 * 111_319.49, within(0.1));
  }

  @Test
  void longitudesMayCountFrom0To360() {
    Acquisition chip = of(info(Crs.WGS_84, GeoTransform.northUp(349.5, 50, 0.25, 0.25)));
    assertThat(chip.place()).isEqualTo(new Place(49, -9.5));
    assertThat(chip.groundResolution()).isNotNull();
  }

  @Test
  void metresBecomeDegrees() {
    GeoTransform transform = GeoTransform.northUp(500_000 - 120, 120, 30, 30);
    Acquisition chip = of(info(Crs.projected(32631), transform));
    assertThat(chip.place()).isEqualTo(new Place(0, 3));
    assertThat(chip.groundResolution()).isEqualTo(30);
  }

  @Test
  void aWindowLiesWhereItsCentreLies() {
    GeoTiffInfo info = info(Crs.geographic(4326), GeoTransform.northUp(10, 50, 1, 1));
    Acquisition chip = ChipPlace.of(info, new Window(4, 2, 2, 4), List.of(), null);
    assertThat(chip.place()).isEqualTo(new Place(45, 14));
  }

  /** In any coordinate system, since footprints are only compared within one. */
  @Test
  void theFootprintOfAWindowIsItsRectangleOnTheMap() {
    GeoTransform transform = GeoTransform.northUp(1000, 500, 20, 10);
    Acquisition chip =
        ChipPlace.of(info(Crs.projected(3035), transform), new Window(1, 2, 3, 4), List.of(), null);
    assertThat(chip.footprint()).isEqualTo(new Footprint("EPSG:3035", false, 1040, 460, 1120, 490));
    assertThat(of(info(Crs.geographic(4326), GeoTransform.northUp(10, 50, 1, 1))).footprint())
        .isEqualTo(new Footprint("EPSG:4326", true, 10, 42, 18, 50));
  }

  @Test
  void whatMakesNoSenseIsUnknown() {
    GeoTransform sensible = GeoTransform.northUp(10, 50, 1, 1);
    Acquisition mercator = of(info(Crs.projected(3035), sensible));
    assertThat(mercator.place()).isNull();
    assertThat(mercator.groundResolution()).isNull();
    GeoTransform beyond = GeoTransform.northUp(400, 50, 1, 1);
    assertThat(of(info(Crs.geographic(4326), beyond))).isEqualTo(Acquisition.UNKNOWN);
    Acquisition far = of(info(Crs.projected(32631), GeoTransform.northUp(1e9, 0, 30, 30)));
    assertThat(far.place()).isNull();
  }

  /** The chip's label map calls its system user-defined; it is UTM zone 10. */
  @Test
  void placesARealChipOfHlsBurnScars() {
    Path file =
        SharedFiles.require(
            "data/hls_terratorch/subsetted_512x512_HLS.S30.T10TGS.2018285.v1.4.mask.tif");
    GeoTiffInfo info = GeoTiffReader.info(file);
    assertThat(of(info).place()).isNull();
    Acquisition chip = ChipPlace.of(info, info.all(), List.of(), new UtmZone(10, true).crs());
    Place place = Objects.requireNonNull(chip.place());
    assertThat(place.latitude()).isCloseTo(46.85218184, within(1e-7));
    assertThat(place.longitude()).isCloseTo(-120.27625142, within(1e-7));
    assertThat(chip.groundResolution()).isEqualTo(30);
  }

  @Test
  void placesARealChipOfSen1Floods11() {
    Path folder = SharedFiles.require("data/flood_sen1floods11");
    Acquisition chip = of(GeoTiffReader.info(folder.resolve("Spain_7370579_S2Hand.tif")));
    Place place = Objects.requireNonNull(chip.place());
    assertThat(place.latitude()).isCloseTo(38.10581570, within(1e-7));
    assertThat(place.longitude()).isCloseTo(-0.75889675, within(1e-7));
    assertThat(chip.groundResolution()).isCloseTo(10, within(1e-6));
  }
}
