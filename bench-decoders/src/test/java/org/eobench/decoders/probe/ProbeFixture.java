package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.decoders.Fixture;

/** Images whose features are given: maps of one position. */
final class ProbeFixture implements AutoCloseable {
  private final Fixture fixture = new Fixture();

  DecoderContext context(int width, int classes) {
    EncoderSpec encoder = Fixture.spec(4, false, List.of(new EncoderSpec.Level(width, 4)));
    return fixture.context(encoder, classes);
  }

  NDManager manager() {
    return fixture.ops().manager();
  }

  /** {@code [N,D,1,1]}. */
  NDArray maps(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return manager().create(flat, new Shape(rows.length, width, 1, 1));
  }

  /** Images that show one class each, two in a batch. */
  Iterator<LabelledFeatures> single(float[][] rows, long... labels) {
    List<LabelledFeatures> batches = new ArrayList<>();
    for (int i = 0; i < rows.length; i += 2) {
      int end = Math.min(rows.length, i + 2);
      NDArray targets = manager().create(Arrays.copyOfRange(labels, i, end));
      NDArray maps = maps(Arrays.copyOfRange(rows, i, end));
      batches.add(new LabelledFeatures(Fixture.maps(maps), targets));
    }
    return batches.iterator();
  }

  /** Images that show any number of classes, all in one batch. */
  Iterator<LabelledFeatures> several(float[][] rows, float[][] shown) {
    int classes = shown[0].length;
    float[] flat = new float[rows.length * classes];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(shown[i], 0, flat, i * classes, classes);
    }
    NDArray targets = manager().create(flat, new Shape(rows.length, classes));
    return List.of(new LabelledFeatures(Fixture.maps(maps(rows)), targets)).iterator();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
