package org.eobench.testing.layouts.series;

import java.util.List;
import org.eobench.testing.layouts.LayoutFixture;

/** The tiny data sets of this package. */
public final class SeriesSets {
  private SeriesSets() {}

  /** All of them. */
  public static List<LayoutFixture> all() {
    return List.of(
        new PastisFixture("pastis"),
        new PastisFixture("pastis_r"),
        new PastisFixture("pastis_pangaea"),
        new MtCropFixture("mtcropclassification"),
        new MtCropFixture("mtcropclassification_pangaea"),
        new SouthSudanFixture(),
        new MtbsFixture(),
        new BioMasstersFixture(),
        DynamicEarthNetFixture.PUBLISHED,
        DynamicEarthNetFixture.SENTINEL2,
        DynamicEarthNetFixture.PANGAEA,
        TreeSatAiFixture.SATELLITES,
        TreeSatAiFixture.AERIAL,
        TreeSatAiFixture.SERIES,
        PointSeriesFixture.ALGAE,
        PointSeriesFixture.FUEL,
        new Sen12MsFixture());
  }
}
