package org.eobench.core.io.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.tensors.HostilePickles;
import org.eobench.core.io.tensors.PickleSample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlainUnpicklerTest {
  private static final FileFault FAULT =
      new FileFault(Path.of("sample.pkl"), "UnreadablePickle", ExitCode.DATA);

  private static Object read(byte[] pickle) {
    Set<String> names = new HashSet<>(NumpyValues.NAMES);
    names.add("affine.Affine");
    return new PlainUnpickler(FAULT, "a description", names).read(pickle);
  }

  /** What weights must not contain is refused here, too; tensors as well. */
  @TestFactory
  Stream<DynamicTest> refusesHostilePickles() {
    return HostilePickles.all().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      try {
                        // A few hold only containers, which are harmless as long as nobody walks
                        // through them.
                        assertThat(read(one.getValue()))
                            .isInstanceOfAny(Map.class, List.class, Object[].class);
                      } catch (BenchException refused) {
                        assertThat(refused).hasMessageStartingWith("[Bench/");
                      }
                    }));
  }

  @Test
  void refusesAClassThatIsNotNamedInAdvance() {
    byte[] call = new PickleSample().global("builtins", "eval").text("1").raw(0x85, 'R').end();
    assertThatThrownBy(() -> read(call))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("RefusedPickle")
        .hasMessageContaining("builtins.eval")
        .hasMessageContaining("sample.pkl");
  }

  @Test
  void keepsTheArgumentsAndTheStateOfObjects() {
    byte[] pickle =
        new PickleSample()
            .global("affine", "Affine")
            .number(3)
            .raw(0x85, 0x81)
            .raw('}', '(')
            .text("name")
            .number(7)
            .raw('u', 'b')
            .end();
    PythonObject object = (PythonObject) read(pickle);
    assertThat(object.className()).isEqualTo("affine.Affine");
    assertThat(object.arguments()).containsExactly(3);
    assertThat(object.attributes()).containsExactly(Map.entry("name", 7));
  }

  private static PickleSample dtype(String code, String order) {
    return new PickleSample()
        .global("numpy", "dtype")
        .text(code)
        .raw(0x89, 0x88, 0x87, 'R')
        .raw('(')
        .number(3)
        .text(order)
        .raw('N', 't', 'b');
  }

  @Test
  void readsNumbersOfNumpyByTheirOrder() {
    for (String order : List.of("<", ">")) {
      byte first = (byte) (order.equals("<") ? 2 : 1);
      byte second = (byte) (order.equals("<") ? 1 : 2);
      PickleSample type = dtype("i2", order);
      byte[] dtype = type.end();
      PickleSample scalar = new PickleSample().global("numpy.core.multiarray", "scalar").raw('(');
      for (int i = 2; i < dtype.length - 1; i++) {
        scalar.raw(dtype[i]);
      }
      Object value = read(scalar.raw('C', 2, first, second, 't', 'R').end());
      assertThat(Objects.requireNonNull(NumpyValues.of(value))).containsExactly(0x102);
    }
  }

  @Test
  void refusesAnArrayWithTooFewBytes() {
    byte[] dtype = dtype("i8", "<").end();
    PickleSample scalar = new PickleSample().global("numpy.core.multiarray", "scalar").raw('(');
    for (int i = 2; i < dtype.length - 1; i++) {
      scalar.raw(dtype[i]);
    }
    Object value = read(scalar.raw('C', 2, 1, 1, 't', 'R').end());
    assertThatThrownBy(() -> NumpyValues.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void otherValuesAreNoNumbers() {
    assertThat(NumpyValues.of("7")).isNull();
    assertThat(NumpyValues.of(null)).isNull();
    assertThat(Objects.requireNonNull(NumpyValues.of(true))).containsExactly(1);
  }
}
