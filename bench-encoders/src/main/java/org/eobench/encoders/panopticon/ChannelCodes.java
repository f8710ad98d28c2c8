package org.eobench.encoders.panopticon;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PositionEmbedding;

/**
 * Codes of channels by their number. A number from 0 is a wavelength in nanometres, whose code is
 * fixed. A negative one is a radar channel, whose code is learned for its transmitted and received
 * polarisation and its orbit: {@code embed_transmit}, {@code embed_receive} and {@code
 * embed_orbit}.
 */
final class ChannelCodes extends Module {
  private static final int POLARISATIONS = 4;

  /** Whether VV, VH, HH and HV transmit and receive H. */
  private static final int[] TRANSMIT = {0, 0, 1, 1};

  private static final int[] RECEIVE = {0, 1, 1, 0};

  private static final String SCRIPT =
      """
      def forward(self, fixed, transmit, receive, orbit, a, b, c):
        learned = [torch.matmul(transmit, a), torch.matmul(receive, b), torch.matmul(orbit, c)]
        return fixed + torch.cat(learned, 2)
      """;

  private final TorchOps ops;
  private final int width;
  private final Parameter transmit;
  private final Parameter receive;
  private final Parameter orbit;

  ChannelCodes(TorchOps ops, int width) {
    this.ops = ops;
    this.width = width;
    int third = width / 3;
    transmit = parameter("embed_transmit", new Shape(2, third), Inits.normal(0.02));
    receive = parameter("embed_receive", new Shape(2, third), Inits.normal(0.02));
    orbit = parameter("embed_orbit", new Shape(2, width - 2 * third), Inits.normal(0.02));
  }

  /**
   * Codes of channels, {@code [S,C,width]}.
   *
   * @param ids the channels of each of S samples
   */
  NDArray of(long[][] ids, NDManager owner) {
    int channels = ids[0].length;
    int rows = ids.length * channels;
    float[] fixed = new float[rows * width];
    float[] transmits = new float[rows * 2];
    float[] receives = new float[rows * 2];
    float[] orbits = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      int id = Math.toIntExact(ids[row / channels][row % channels]);
      if (id >= 0) {
        float[] code = PositionEmbedding.sinCos1d(width, new float[] {id});
        System.arraycopy(code, 0, fixed, row * width, width);
      } else {
        int polarisation = (-id - 1) % POLARISATIONS;
        int pass = (-id - 1) / POLARISATIONS;
        transmits[2 * row + TRANSMIT[polarisation]] = 1;
        receives[2 * row + RECEIVE[polarisation]] = 1;
        // An unknown orbit is the mean of ascending and descending.
        orbits[2 * row] = pass == 0 ? 0.5f : pass == 1 ? 1 : 0;
        orbits[2 * row + 1] = 1 - orbits[2 * row];
      }
    }
    Shape pairs = new Shape(ids.length, channels, 2);
    return ops.call(
        SCRIPT,
        owner.create(fixed, new Shape(ids.length, channels, width)),
        owner.create(transmits, pairs),
        owner.create(receives, pairs),
        owner.create(orbits, pairs),
        transmit.array(),
        receive.array(),
        orbit.array());
  }
}
