package org.eobench.core.io.tensors;

import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.SafeUnpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pickles of PyTorch checkpoints without trusting them. It knows only the names of {@link
 * TorchClasses}.
 */
public final class TorchUnpickler extends SafeUnpickler {
  private final FileFault fault;
  private final TorchClasses classes;
  private final StorageResolver storages;

  /** Creates a storage from the tuple after the word {@code storage} in a persistent id. */
  @FunctionalInterface
  public interface StorageResolver {
    TorchValue.Storage resolve(Object[] id);
  }

  public TorchUnpickler(FileFault fault, TorchClasses classes, StorageResolver storages) {
    super(fault, "a checkpoint written by torch.save");
    this.fault = fault;
    this.classes = classes;
    this.storages = storages;
  }

  @Override
  protected @Nullable IObjectConstructor find(String name) {
    return classes.find(name);
  }

  /**
   * Keeps only the state of TorchScript modules. The state of other objects has no weights
   * (OrderedDict has _metadata).
   */
  @Override
  protected void build(Object object, Object state) {
    if (object instanceof TorchValue.ScriptObject module && state instanceof Map<?, ?> map) {
      module.attributes().putAll(map);
    }
  }

  @Override
  protected Object key(Object key) {
    return TorchClasses.key(key);
  }

  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] parts && parts.length >= 5 && "storage".equals(parts[0])) {
      return storages.resolve(parts);
    }
    throw new IllegalArgumentException("a persistent id does not name a storage");
  }

  @Override
  protected BenchException refused(String what) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("RefusedPickle", "the file asks for " + what + ", which is refused")
            .at(fault.file().toString())
            .expecting(
                "a weight file: dictionaries of tensors, without anything that could run code")
            .next(
                "do not load this file elsewhere unless you trust its author; if it is yours, save"
                    + " only model.state_dict(), preferably as safetensors"));
  }
}
