package org.eobench.testing.golden.cases;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The environment of a check.
 *
 * @param components the factories under test
 * @param resources class loader of the mappings
 * @param manager owns every array of the case and is closed after it
 * @param ops float32 operators
 */
public record CheckContext(
    ComponentFactories components, ClassLoader resources, NDManager manager, TorchOps ops) {
  /** Returns the factory of a key. */
  public static <F> F known(Map<String, F> factories, String key) {
    F factory = factories.get(key);
    if (factory == null) {
      throw new Mismatch("nothing is registered as " + key + ", but only " + factories.keySet());
    }
    return factory;
  }
}
