package org.eobench.testing.layouts;

import java.util.List;

/** The tiny data sets of this package and of those below it. */
public final class LayoutFixtures {
  private static final List<LayoutFixture> ALL =
      List.of(
          new HlsBurnScarsFixture(),
          Sen1Floods11Fixture.TEST,
          Sen1Floods11Fixture.BOLIVIA,
          new SatlasFixture(),
          new Sen12MsCrTsFixture(),
          C2sMsFloodsFixture.CHIPS,
          C2sMsFloodsFixture.DATACUBES);

  private LayoutFixtures() {}

  /** All of them, in the order of their groups. */
  public static List<LayoutFixture> all() {
    return ALL;
  }
}
