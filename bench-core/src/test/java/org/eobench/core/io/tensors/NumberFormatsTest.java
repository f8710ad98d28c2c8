package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.eobench.core.io.NumberFormats;
import org.junit.jupiter.api.Test;

/** All 65,536 values of each 16-bit format, by the formula of the format. */
class NumberFormatsTest {
  @Test
  void everyBinary16BecomesTheFloatOfItsValue() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      int mantissa = bits & 1023;
      double sign = bits >> 15 == 0 ? 1 : -1;
      float decoded = NumberFormats.toFloat((short) bits);
      if (exponent == 31 && mantissa != 0) {
        assertThat(decoded).isNaN();
      } else if (exponent == 31) {
        assertThat(decoded).isEqualTo((float) (sign / 0.0));
      } else {
        double magnitude =
            exponent == 0
                ? Math.scalb((double) mantissa, -24)
                : Math.scalb(1024.0 + mantissa, exponent - 25);
        assertThat(Float.floatToRawIntBits(decoded))
            .isEqualTo(Float.floatToRawIntBits((float) (sign * magnitude)));
      }
    }
  }

  @Test
  void everyBfloat16BecomesTheFloatOfItsBits() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int decoded = Float.floatToRawIntBits(NumberFormats.brainToFloat((short) bits));
      assertThat(decoded >>> 16).isEqualTo(bits);
      assertThat(decoded & 0xffff).isZero();
    }
  }

  @Test
  void figuresLeaveOutWhatIsNoNumber() {
    TensorStats.Gatherer gatherer = new TensorStats.Gatherer(TensorType.F64);
    double[] values = {1e300, 3, Double.NaN, -1e300, -7};
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8);
    bytes.asDoubleBuffer().put(values);
    gatherer.take(bytes, values.length);
    assertThat(gatherer.stats()).isEqualTo(new TensorStats(5, 1, -4, -1e300, 1e300));
    assertThat(gatherer.stats().mean()).isEqualTo(-1);
    TensorStats none = new TensorStats.Gatherer(TensorType.F32).stats();
    assertThat(none.min()).isNaN();
    assertThat(none.sum()).isZero();
  }
}
