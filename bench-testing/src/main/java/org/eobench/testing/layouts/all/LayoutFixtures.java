package org.eobench.testing.layouts.all;

import java.util.List;
import java.util.stream.Stream;
import org.eobench.testing.layouts.C2sMsFloodsFixture;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.SatlasFixture;
import org.eobench.testing.layouts.Sen12MsCrTsFixture;
import org.eobench.testing.layouts.Sen1Floods11Fixture;
import org.eobench.testing.layouts.geobench.GeoBench2Sets;
import org.eobench.testing.layouts.geobench.GeoBenchSets;
import org.eobench.testing.layouts.patches.BigEarthNetFixture;
import org.eobench.testing.layouts.patches.EurosatFixture;
import org.eobench.testing.layouts.patches.So2SatFixture;

/** The tiny data sets of all packages of layouts. */
public final class LayoutFixtures {
  private static final List<LayoutFixture> ALL =
      Stream.of(first(), GeoBenchSets.all(), GeoBench2Sets.all(), patches())
          .flatMap(List::stream)
          .toList();

  private LayoutFixtures() {}

  private static List<LayoutFixture> first() {
    return List.of(
        new HlsBurnScarsFixture(),
        Sen1Floods11Fixture.TEST,
        Sen1Floods11Fixture.BOLIVIA,
        new SatlasFixture(),
        new Sen12MsCrTsFixture(),
        C2sMsFloodsFixture.CHIPS,
        C2sMsFloodsFixture.DATACUBES);
  }

  private static List<LayoutFixture> patches() {
    return List.of(
        new EurosatFixture(),
        new BigEarthNetFixture("bigearthnet", true),
        new BigEarthNetFixture("bigearthnet_segmentation", true),
        new BigEarthNetFixture("bigearthnet_v1", false),
        new BigEarthNetFixture("bigearthnet_v1_43", false),
        new So2SatFixture());
  }

  /** All of them, in the order of their groups. */
  public static List<LayoutFixture> all() {
    return ALL;
  }
}
