package org.eobench.analysis.geometry;

/** A distance between two embeddings. */
public enum Distance {
  EUCLIDEAN {
    @Override
    public double between(double[] a, double[] b) {
      double sum = 0;
      for (int d = 0; d < a.length; d++) {
        double difference = a[d] - b[d];
        sum += difference * difference;
      }
      return Math.sqrt(sum);
    }
  },
  /** 1 minus the cosine of the angle; 1 if one of the two is zero. */
  COSINE {
    @Override
    public double between(double[] a, double[] b) {
      double product = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int d = 0; d < a.length; d++) {
        product += a[d] * b[d];
        squaresA += a[d] * a[d];
        squaresB += b[d] * b[d];
      }
      double lengths = Math.sqrt(squaresA * squaresB);
      return lengths == 0 ? 1 : Math.max(0, 1 - product / lengths);
    }
  };

  /** The distance of two embeddings of the same width. */
  public abstract double between(double[] a, double[] b);
}
