package org.eobench.pretrain.method;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs of a method in addition to its config.
 *
 * @param ops operators in the run's precision
 * @param encoders builds the run's encoder, each time a new one without values
 * @param start gives an encoder its first values, from its checkpoint or the seed
 * @param length length of the run
 * @param seed seed of new weights, masks and stochastic depth
 */
public record MethodContext(
    TorchOps ops,
    Supplier<Encoder> encoders,
    Consumer<Encoder> start,
    RunLength length,
    long seed) {}
