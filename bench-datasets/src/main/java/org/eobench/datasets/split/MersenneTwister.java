package org.eobench.datasets.split;

/**
 * MT19937 (Matsumoto and Nishimura 1998), seeded as {@code numpy.random.RandomState(int)} is, to
 * reproduce splits that were drawn with NumPy. Not for anything else.
 */
public final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int next = N;

  public MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The next 32 random bits. */
  public int nextBits() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
    next = 0;
  }

  /** A number from 0 to {@code most}, both included, by NumPy's masked rejection. */
  public int nextUpTo(int most) {
    int mask = most == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(most);
    int value;
    do {
      value = nextBits() & mask;
    } while (value > most);
    return value;
  }

  /** {@code RandomState.permutation(count)}. */
  public int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int j = nextUpTo(i);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
