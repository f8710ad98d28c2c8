package org.eobench.pretrain.method;

import com.google.inject.TypeLiteral;
import jakarta.inject.Inject;
import java.util.Map;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;

/** The pretraining methods of this program and of its plug-ins. */
public final class Methods {
  /**
   * The kind of component, for a plug-in that adds a method: {@code component(Methods.KIND, "mine",
   * MethodFactory.of(MyConfig.class, MyMethod::new))}.
   */
  public static final TypeLiteral<MethodFactory<?>> KIND = new TypeLiteral<>() {};

  private final Registry<MethodFactory<?>> registry;

  @Inject
  Methods(Map<String, MethodFactory<?>> factories) {
    this.registry = new Registry<>("method", factories);
  }

  /** The methods of a program. */
  public static Registry<MethodFactory<?>> of(Components components) {
    return components.extension(Methods.class).registry;
  }
}
