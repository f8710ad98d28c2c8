package org.eobench.core.preprocess.corrupt;

import java.util.List;
import java.util.function.Predicate;

/** The corruptions of the program. */
public final class Corruptions {
  private static final Predicate<Modality> OPTICAL = Modality::reflectance;
  private static final Predicate<Modality> KNOWN = Modality::known;
  private static final Predicate<Modality> SEVERAL_BANDS = modality -> modality.bands().size() > 1;
  private static final String NO_OPTICAL = "reflectance in known units";

  private Corruptions() {}

  /** All of them. */
  public static List<Corruption> all() {
    return List.of(
        of(
            "sensor_noise",
            "noise in % of the signal at reflectance 0.2",
            List.of(1.0, 2.0, 5.0, 10.0, 20.0),
            OPTICAL,
            NO_OPTICAL,
            Noise::poissonGauss),
        of(
            "speckle",
            "deviation of multiplicative speckle; 1 is a single look",
            List.of(0.177, 0.25, 0.354, 0.5, 1.0),
            Modality::radar,
            "radar backscatter in known units",
            Noise::speckle),
        of(
            "blur",
            "contrast lost at the Nyquist frequency in %",
            List.of(20.0, 50.0, 80.0, 95.0, 99.9),
            modality -> true,
            "",
            Geometry::blur),
        of(
            "resolution_loss",
            "side of the coarse pixels in pixels",
            List.of(2.0, 3.0, 4.0, 6.0, 8.0),
            modality -> true,
            "",
            Geometry::resolution),
        of(
            "striping",
            "deviation of the gains of columns in %",
            List.of(0.5, 1.0, 2.0, 5.0, 10.0),
            OPTICAL,
            NO_OPTICAL,
            Noise::striping),
        of(
            "haze",
            "optical depth at 0.55 µm",
            List.of(0.1, 0.2, 0.4, 0.8, 1.6),
            OPTICAL,
            NO_OPTICAL,
            Atmosphere::haze),
        of(
            "clouds",
            "share of the image under clouds in %",
            List.of(5.0, 10.0, 20.0, 35.0, 50.0),
            OPTICAL,
            NO_OPTICAL,
            Atmosphere::clouds),
        of(
            "season",
            "change of red, near and short-wave infrared in %",
            List.of(5.0, 10.0, 20.0, 30.0, 40.0),
            OPTICAL,
            NO_OPTICAL,
            Atmosphere::season),
        of(
            "gain",
            "calibration error in %; in dB an offset",
            List.of(2.0, 5.0, 10.0, 20.0, 30.0),
            KNOWN,
            "reflectance or backscatter in known units",
            Noise::gain),
        of(
            "band_shift",
            "distance between bands in pixels",
            List.of(0.25, 0.5, 1.0, 2.0, 4.0),
            SEVERAL_BANDS,
            "several bands",
            Geometry::bandShift),
        of(
            "band_dropped",
            "share of the bands without data in %, rounded up",
            List.of(10.0, 20.0, 30.0, 50.0, 70.0),
            SEVERAL_BANDS.and(modality -> !modality.means().isEmpty()),
            "several bands of known means",
            Loss::bands),
        new OtherModalities(
            "modality_shift",
            "distance between modalities in pixels",
            List.of(0.5, 1.0, 2.0, 4.0, 8.0),
            OtherModalities::shift),
        new OtherModalities(
            "modality_dropped",
            "share of the samples that lack a modality in %",
            List.of(20.0, 40.0, 60.0, 80.0, 100.0),
            OtherModalities::drop),
        new DateDropped());
  }

  private static Corruption of(
      String key,
      String measure,
      List<Double> strengths,
      Predicate<Modality> needs,
      String needed,
      PlaneCorruption.Change change) {
    return new PlaneCorruption(key, measure, strengths, needs, needed, change);
  }
}
