package org.eobench.pretrain;

import org.eobench.core.spi.PluginModule;
import org.eobench.pretrain.method.Methods;

/** The pretraining methods of EO Bench by registry key. */
public final class PretrainPlugin extends PluginModule {
  @Override
  protected void configure() {
    kind(Methods.KIND);
  }
}
