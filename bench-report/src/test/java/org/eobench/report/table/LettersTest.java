package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LettersTest {
  @Test
  void methodsThatCannotBeToldApartShareALetter() {
    assertThat(of(3)).containsExactly("a", "a", "a");
    assertThat(of(3, 0, 2)).containsExactly("a", "ab", "b");
    assertThat(of(3, 0, 1, 0, 2, 1, 2)).containsExactly("a", "b", "c");
    assertThat(of(4, 0, 2, 0, 3, 1, 3)).containsExactly("a", "ab", "bc", "c");
  }

  /** The display is right exactly if every pair agrees with the tests. */
  @Test
  void agreesWithEveryPairOfAnyTests() {
    Random random = new Random(7);
    for (int repeat = 0; repeat < 200; repeat++) {
      int n = 2 + random.nextInt(7);
      boolean[][] differ = new boolean[n][n];
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          differ[a][b] = random.nextBoolean();
          differ[b][a] = differ[a][b];
        }
      }
      List<String> letters = Letters.of(differ);
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          String other = letters.get(b);
          boolean shared = letters.get(a).chars().anyMatch(letter -> other.indexOf(letter) >= 0);
          assertThat(shared).isEqualTo(!differ[a][b]);
        }
      }
    }
  }

  @Test
  void groupsOfARankingAreStretches() {
    Random random = new Random(11);
    for (int repeat = 0; repeat < 100; repeat++) {
      double[] ranks = random.doubles(8, 1, 9).sorted().toArray();
      boolean[][] differ = new boolean[8][8];
      for (int a = 0; a < 8; a++) {
        for (int b = 0; b < 8; b++) {
          differ[a][b] = Math.abs(ranks[a] - ranks[b]) > 2;
        }
      }
      assertThat(Letters.ofOrdered(differ)).isEqualTo(Letters.of(differ));
    }
  }

  /** Letters of n methods of which the given pairs differ. */
  private static List<String> of(int n, int... pairs) {
    boolean[][] differ = new boolean[n][n];
    for (int i = 0; i < pairs.length; i += 2) {
      differ[pairs[i]][pairs[i + 1]] = true;
      differ[pairs[i + 1]][pairs[i]] = true;
    }
    return Letters.of(differ);
  }
}
