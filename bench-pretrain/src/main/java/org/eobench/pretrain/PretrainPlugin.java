package org.eobench.pretrain;

import org.eobench.core.spi.PluginModule;
import org.eobench.pretrain.dinov2.Dinov2Config;
import org.eobench.pretrain.dinov2.Dinov2Method;
import org.eobench.pretrain.mae.MaeConfig;
import org.eobench.pretrain.mae.MaeMethod;
import org.eobench.pretrain.method.MethodFactory;
import org.eobench.pretrain.method.Methods;

/** The pretraining methods of EO Bench by registry key. */
public final class PretrainPlugin extends PluginModule {
  @Override
  protected void configure() {
    kind(Methods.KIND);
    component(Methods.KIND, "dinov2", MethodFactory.of(Dinov2Config.class, Dinov2Method::new));
    component(Methods.KIND, "mae", MethodFactory.of(MaeConfig.class, MaeMethod::new));
  }
}
