package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.weights.Weights;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.Gradients;
import org.jspecify.annotations.Nullable;

/**
 * Cases of optimizers: a small network trained on one batch, a vector with given gradients, and a
 * tensor without a gradient.
 */
final class OptimizerCheck implements GoldenCheck {
  private static final String PREFIX = "optimizer/";
  private static final String UNTOUCHED = "no_grad_param";
  private static final Pattern LINEAR = Pattern.compile("Linear\\((\\d+), (\\d+)\\)");
  private static final int NOTHING_IGNORED = -100;

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().startsWith(PREFIX)
        && components.optimizers().containsKey(key(golden));
  }

  private static String key(GoldenCase golden) {
    return golden.component().substring(PREFIX.length());
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    Map<String, ExpectedArray> expected = new LinkedHashMap<>();
    golden.expected().forEach(array -> expected.put(array.name(), array));
    ExpectedArray trajectory = expected.get("params");
    if (trajectory == null) {
      throw new Mismatch("the case has no trajectory with initial values");
    }
    int count = (int) trajectory.shape()[1];
    double[] first = Arrays.copyOf(trajectory.values(), count);
    network(golden, first, expected.get(UNTOUCHED), context, computed);
    if (golden.hasInput("grads")) {
      computed.put("params_given_grads", driven(golden, first, context));
    }
  }

  static Optimizer optimizer(
      String key, JsonNode recorded, Map<String, Parameter> tensors, CheckContext context) {
    return ComponentBuilder.component(
        CheckContext.known(context.components().optimizers(), key),
        ComponentBuilder.copy(
            recorded,
            ComponentBuilder.config(),
            "lr",
            "betas",
            "eps",
            "weight_decay",
            "momentum",
            "nesterov"),
        new OptimizerContext(context.ops(), tensors));
  }

  private static void network(
      GoldenCase golden,
      double[] first,
      @Nullable ExpectedArray untouched,
      CheckContext context,
      ComputedArrays computed) {
    JsonNode config = golden.config();
    Network network = new Network(context.ops(), config.path("net").asText());
    network.start(first, context.manager());
    Map<String, Parameter> tensors = new LinkedHashMap<>(network.tensors());
    if (untouched != null) {
      Vector vector = new Vector(untouched.values());
      Weights.initialize(vector.tensors(), context.manager(), 0);
      tensors.put(UNTOUCHED, vector.values);
    }
    Optimizer optimizer = optimizer(key(golden), config, tensors, context);
    RecordedArray x = golden.input("x");
    RecordedArray y = golden.input("y");
    int steps = config.path("steps").asInt();
    double[] losses = new double[steps];
    List<float[]> trajectory = new ArrayList<>(List.of(network.values()));
    for (int step = 0; step < steps; step++) {
      int now = step;
      try (NDManager scope = context.manager().newSubManager()) {
        NDArray inputs = scope.create(x.floats(), new Shape(x.shape()));
        NDArray labels = scope.create(y.longs(), new Shape(y.shape()));
        optimizer.dropGradients();
        Gradients.back(
            () -> {
              NDArray loss =
                  context
                      .ops()
                      .crossEntropy(network.forward(inputs), labels, null, NOTHING_IGNORED);
              losses[now] = loss.getFloat();
              return loss;
            });
        optimizer.step(optimizer.learningRate());
      }
      trajectory.add(network.values());
    }
    computed.put("losses", losses);
    computed.put("params", joined(trajectory));
    if (untouched != null) {
      computed.put(UNTOUCHED, CheckContext.known(tensors, UNTOUCHED).array().toFloatArray());
    }
  }

  /** The gradient of {@code sum(p·g)} with respect to p is g itself. */
  private static float[] driven(GoldenCase golden, double[] first, CheckContext context) {
    RecordedArray gradients = golden.input("grads");
    Vector vector = new Vector(first);
    Weights.initialize(vector.tensors(), context.manager(), 0);
    Optimizer optimizer = optimizer(key(golden), golden.config(), vector.tensors(), context);
    List<float[]> trajectory = new ArrayList<>(List.of(vector.values.array().toFloatArray()));
    float[] all = gradients.floats();
    for (int step = 0; step < gradients.size(0); step++) {
      try (NDManager scope = context.manager().newSubManager()) {
        float[] wanted = Arrays.copyOfRange(all, step * first.length, (step + 1) * first.length);
        NDArray gradient = scope.create(wanted);
        optimizer.dropGradients();
        Gradients.back(() -> gradient.mul(vector.values.array()).sum());
        optimizer.step(optimizer.learningRate());
      }
      trajectory.add(vector.values.array().toFloatArray());
    }
    return joined(trajectory);
  }

  private static float[] joined(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, all, row * width, width);
    }
    return all;
  }

  /** One trainable vector. */
  private static final class Vector extends Module {
    private final Parameter values;

    Vector(double[] first) {
      values = parameter("values", new Shape(first.length), Inits.table(narrow(first)));
    }
  }

  /** Linear layers with ReLU between them, named as in PyTorch's Sequential. */
  private static final class Network extends Module {
    private final TorchOps ops;
    private final List<Linear> layers = new ArrayList<>();

    Network(TorchOps ops, String described) {
      this.ops = ops;
      Matcher layer = LINEAR.matcher(described);
      while (layer.find()) {
        int in = Integer.parseInt(layer.group(1));
        int out = Integer.parseInt(layer.group(2));
        layers.add(child(String.valueOf(2 * layers.size()), new Linear(ops, in, out, true)));
      }
    }

    void start(double[] values, NDManager manager) {
      int at = 0;
      for (Parameter tensor : tensors().values()) {
        int size = (int) tensor.shape().size();
        float[] own = narrow(Arrays.copyOfRange(values, at, at + size));
        tensor.set(manager.create(own, tensor.shape()));
        at += size;
      }
    }

    NDArray forward(NDArray x) {
      NDArray y = layers.get(0).forward(x);
      for (Linear layer : layers.subList(1, layers.size())) {
        y = layer.forward(ops.relu(y));
      }
      return y;
    }

    float[] values() {
      List<Float> all = new ArrayList<>();
      for (Parameter tensor : tensors().values()) {
        for (float value : tensor.array().toFloatArray()) {
          all.add(value);
        }
      }
      float[] values = new float[all.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = all.get(i);
      }
      return values;
    }
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
