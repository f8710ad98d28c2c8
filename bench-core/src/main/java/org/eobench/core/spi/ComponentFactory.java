package org.eobench.core.spi;

/**
 * Makes one kind of component from its typed config.
 *
 * <p>The record's components are the keys of the component's YAML in lowerCamelCase ({@code
 * input_size} is {@code inputSize}); {@code _target_} names the factory and is not part of the
 * record. Unknown keys, missing keys and wrong types are refused before {@link #create} is called;
 * what only the record knows to be wrong it refuses in its constructor with an {@link
 * IllegalArgumentException}.
 *
 * @param <C> config record
 * @param <X> what the component is given besides its config
 * @param <T> the component
 */
public interface ComponentFactory<C extends Record, X, T> {
  Class<C> configType();

  T create(C config, X context);
}
