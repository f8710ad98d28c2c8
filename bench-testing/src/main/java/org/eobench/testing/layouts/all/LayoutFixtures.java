package org.eobench.testing.layouts.all;

import java.util.List;
import java.util.stream.Stream;
import org.eobench.testing.layouts.C2sMsFloodsFixture;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.SatlasFixture;
import org.eobench.testing.layouts.Sen12MsCrTsFixture;
import org.eobench.testing.layouts.Sen1Floods11Fixture;
import org.eobench.testing.layouts.change.CabuarFixture;
import org.eobench.testing.layouts.change.LevirCdFixture;
import org.eobench.testing.layouts.change.OscdFixture;
import org.eobench.testing.layouts.change.SpaceNet7Fixture;
import org.eobench.testing.layouts.change.XView2Fixture;
import org.eobench.testing.layouts.geobench.GeoBench2Sets;
import org.eobench.testing.layouts.geobench.GeoBenchSets;
import org.eobench.testing.layouts.land.Ai4SmallFarmsFixture;
import org.eobench.testing.layouts.land.FiveBillionPixelsFixture;
import org.eobench.testing.layouts.land.MadosFixture;
import org.eobench.testing.layouts.land.MaridaFixture;
import org.eobench.testing.layouts.land.OpenCanopyFixture;
import org.eobench.testing.layouts.land.PotsdamFixture;
import org.eobench.testing.layouts.mesh.TerraMeshFixture;
import org.eobench.testing.layouts.patches.BigEarthNetFixture;
import org.eobench.testing.layouts.patches.EurosatFixture;
import org.eobench.testing.layouts.patches.So2SatFixture;
import org.eobench.testing.layouts.series.SeriesSets;

/** The tiny data sets of all packages of layouts. */
public final class LayoutFixtures {
  private static final List<LayoutFixture> ALL =
      Stream.of(
              first(),
              GeoBenchSets.all(),
              GeoBench2Sets.all(),
              patches(),
              land(),
              change(),
              SeriesSets.all())
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
        C2sMsFloodsFixture.DATACUBES,
        TerraMeshFixture.IMAGES,
        TerraMeshFixture.LAND_COVER);
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

  private static List<LayoutFixture> land() {
    return List.of(
        new MadosFixture(),
        new MaridaFixture(),
        new Ai4SmallFarmsFixture(),
        new FiveBillionPixelsFixture(),
        new PotsdamFixture(),
        new OpenCanopyFixture());
  }

  private static List<LayoutFixture> change() {
    return List.of(
        SpaceNet7Fixture.BUILDINGS,
        SpaceNet7Fixture.CHANGES,
        XView2Fixture.TARGETS,
        XView2Fixture.POLYGONS,
        new OscdFixture(),
        new LevirCdFixture(),
        new CabuarFixture());
  }

  /** All of them, in the order of their groups. */
  public static List<LayoutFixture> all() {
    return ALL;
  }
}
